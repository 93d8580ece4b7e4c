"""Envelopes with windows: their sizes, by layout and envelope, for the tests."""

from __future__ import annotations

WINDOWS = {
    # envelope: width and height of the folded sheet's panel, and its window: left, from below, width, height
    ("din5008b", "DL"): ((220, 110), (210, 105), (20, 15, 90, 45)),
    ("din5008b", "C65"): ((229, 114), (210, 105), (20, 15, 90, 45)),
    ("din5008b", "C5"): ((229, 162), (210, 148.5), (20, 60, 90, 45)),
    ("swiss-right", "C65"): ((229, 114), (210, 105), (117, 21, 100, 45)),
    ("swiss-right", "C5"): ((229, 162), (210, 148.5), (117, 65, 100, 45)),
    ("swiss-left", "C65"): ((229, 114), (210, 105), (20, 21, 100, 45)),
    ("swiss-left", "C5"): ((229, 162), (210, 148.5), (20, 65, 100, 45)),
    # 18 from the left, 40 from the top: 110 - 40 - 30 and so on from below
    ("finnish", "DL"): ((220, 110), (210, 105), (18, 40, 90, 30)),
    ("finnish", "C65"): ((229, 114), (210, 105), (18, 39, 95, 35)),
    ("finnish", "E5"): ((220, 156), (210, 148.5), (18, 86, 90, 30)),
    ("finnish", "C5"): ((229, 162), (210, 148.5), (18, 87, 95, 35)),
    ("dutch-left", "C5"): ((229, 162), (210, 148.5), (20, 72, 110, 40)),
}

SEEN_BELOW = {("din5008b", "C65"), ("din5008b", "C5"), ("swiss-left", "C65"), ("swiss-left", "C5")}
"""Windows that show the beginning of the letter when the sheet is pushed up: so in both standards."""
