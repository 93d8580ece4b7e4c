"""Urgent Action documents → draft cases: readers for each kind of file, forms, fields, doubts."""
