"""What people hand us → values: case folders, the catalogue, sender files, embassy lists."""
