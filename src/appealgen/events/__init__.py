"""Many senders: an event from its roster to its files."""
