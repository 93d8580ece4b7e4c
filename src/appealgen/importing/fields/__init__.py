"""The fields of a case in the sections of a document."""
