"""Documents → PDF by typst, which reads them as data."""
