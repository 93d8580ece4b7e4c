"""Hairlines at fixed places on the page: one VML shape in a paragraph (ECMA-376 part 4, 19.1.2.19).

With a DrawingML shape for each line, LibreOffice 7.4 takes four times as long to open a print file.
"""

from __future__ import annotations

from collections.abc import Sequence

from appealgen.renderers.placement import Polyline

_UNITS = 100
"""Units of the path in a mm."""


def hairlines(lines: Sequence[Polyline]) -> str:
    """A run that draws lines; screen readers skip it."""
    points = [point for line in lines for point in line]
    left, top = (min(point[axis] for point in points) for axis in (0, 1))
    width, height = (max(point[axis] for point in points) - start for axis, start in ((0, left), (1, top)))
    place = "".join(
        f"{name}:{mm * 72 / 25.4:.3f}pt;"
        for name, mm in (("margin-left", left), ("margin-top", top), ("width", width), ("height", height))
    )
    on_page = "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    path = "".join(
        f"m{'l'.join(f'{round((x - left) * _UNITS)},{round((y - top) * _UNITS)}' for x, y in line)}" for line in lines
    )
    return (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<v:shape alt="" style="position:absolute;{place}{on_page}" '
        f'coordsize="{round(width * _UNITS)},{round(height * _UNITS)}" path="{path}e" '
        'filled="f" strokecolor="gray" strokeweight=".25pt"/></w:pict></w:r>'
    )
