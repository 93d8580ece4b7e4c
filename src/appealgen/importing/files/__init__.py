"""Read files into lines, one module for each format."""
