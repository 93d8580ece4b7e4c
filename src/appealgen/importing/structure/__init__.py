"""Labels, sections and bounds in the lines of a document."""
