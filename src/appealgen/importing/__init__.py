"""Import an Urgent Action document: read its lines, take it apart, read its fields into a draft of a case."""
