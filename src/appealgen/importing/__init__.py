"""A document to a draft of a case."""
