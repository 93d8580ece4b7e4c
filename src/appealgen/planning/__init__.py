"""Planning: who writes to whom, when, in which language, by which route."""
