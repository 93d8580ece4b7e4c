"""Read the fields of a case from the sections of a document."""
