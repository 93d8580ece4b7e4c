"""Languages: locales from CLDR, names as people write them, phrases of letters, typography."""
