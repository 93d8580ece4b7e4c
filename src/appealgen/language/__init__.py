"""Languages: CLDR locales, names as people write them, phrases of letters, typography."""
