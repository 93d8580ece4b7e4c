"""Languages: locales from CLDR, the choice of a letter's language, and the phrases of letters."""
