"""Who writes to whom, when, in what language, by which route."""
