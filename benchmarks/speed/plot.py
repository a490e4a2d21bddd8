"""Draws how time grows with a story's size: both axes logarithmic, so that linear growth is a straight line at 45°."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from benchmarks.speed.growth import Point

WIDTH, HEIGHT, LEFT, BOTTOM, EDGE = 640, 400, 64, 48, 32
_STYLE = "text{font:12px sans-serif;fill:#444}.grid{stroke:#ddd}.line{fill:none;stroke:#1f6f8b;stroke-width:2}"


def drawn(points: Sequence[Point]) -> str:
    """The plot as SVG, with the straight line of linear growth through its first point."""
    sizes = _decades(point.size for point in points)
    times = _decades(point.seconds for point in points)

    def at(size: float, seconds: float) -> str:
        across = (log10(size) - sizes[0]) / (sizes[-1] - sizes[0])
        up = (log10(seconds) - times[0]) / (times[-1] - times[0])
        return f"{LEFT + across * (WIDTH - LEFT - EDGE):.1f},{HEIGHT - BOTTOM - up * (HEIGHT - BOTTOM - EDGE):.1f}"

    first, last = points[0], points[-1]
    linear = [at(first.size, first.seconds), at(last.size, first.seconds * last.size / first.size)]
    parts = [
        *(_grid(at(10.0**x, 10.0 ** times[0]), at(10.0**x, 10.0 ** times[-1]), _bytes(x), False) for x in sizes),
        *(_grid(at(10.0 ** sizes[0], 10.0**y), at(10.0 ** sizes[-1], 10.0**y), f"{10.0**y:g} s", True) for y in times),
        f'<polyline class="line" stroke-dasharray="4 4" style="stroke:#999" points="{" ".join(linear)}"/>',
        f'<polyline class="line" points="{" ".join(at(*point) for point in points)}"/>',
        *(f'<circle r="4" fill="#1f6f8b" {_centre(at(*point))}/>' for point in points),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    title = "<title>CPU seconds of one check by the size of the story; dashed: linear growth</title>"
    return "\n".join([head, title, f"<style>{_STYLE}</style>", *parts, "</svg>", ""])


def _decades(values: Iterable[float]) -> list[int]:
    """The powers of ten from below the least value to above the greatest."""
    logs = [log10(value) for value in values]
    return list(range(floor(min(logs)), ceil(max(logs)) + 1))


def _grid(start: str, end: str, label: str, beside: bool) -> str:
    (x1, y1), (x2, y2) = start.split(","), end.split(",")
    at = f'x="{LEFT - 6}" y="{float(y1) + 4:.1f}" text-anchor="end"'
    if not beside:
        at = f'x="{x1}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle"'
    return f'<line class="grid" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/><text {at}>{label}</text>'


def _centre(place: str) -> str:
    x, y = place.split(",")
    return f'cx="{x}" cy="{y}"'


def _bytes(decade: int) -> str:
    units = ("B", "KB", "MB", "GB")
    unit = min(decade // 3, len(units) - 1)
    return f"{10 ** (decade - 3 * unit)} {units[unit]}"
