"""What files say and what paper says: frozen values."""
