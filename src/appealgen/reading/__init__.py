"""What people hand us → values: case folders, sender files, rosters, tables, embassies."""
