"""An event: many senders, several cases, one file for the printer."""
