"""Input files → values: case folders, sender files, rosters, tables, embassies."""
