"""Post: address lines, envelopes, windows, labels, stationery, weight, postage, and each country's postal rules."""
