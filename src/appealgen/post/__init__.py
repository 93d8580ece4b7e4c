"""Post: address lines, the country line, envelope formats, paper."""
