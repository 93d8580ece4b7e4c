"""Post: address lines, envelopes, windows, labels, stationery, weight and postage, what each country's post expects."""
