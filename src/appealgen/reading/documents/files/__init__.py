"""Files of every kind → lines: what a reader of the document sees, with emphasis, numbered."""
