"""Lines over powers of two as an SVG that reads in light and dark."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 20, 116, 44
COLOURS = ("#2f6fde", "#d9730d", "#3f9142")
GREY = "#808890"


@dataclass(frozen=True)
class Line:
    """Values by powers of two, above zero; each colour is for a line and its dashed companion."""

    title: str
    values: Mapping[int, float]
    dashed: bool = False


@dataclass(frozen=True)
class Scale:
    """Places of values on the picture; both axes are logarithmic: proportion is straight."""

    most_x: float
    least_y: float
    most_y: float

    def x(self, value: float) -> float:
        """From the left, in pixels."""
        share = math.log2(value) / math.log2(self.most_x)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        """From the top, in pixels."""
        share = math.log2(value / self.least_y) / math.log2(self.most_y / self.least_y)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def draw(title: str, note: str, lines: Sequence[Line]) -> str:
    """The picture."""
    values = [value for line in lines for value in line.values.values()]
    scale = Scale(
        max(n for line in lines for n in line.values),
        2 ** math.floor(math.log2(min(values))),
        2 ** math.ceil(math.log2(max(values))),
    )
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    style = f'font-family="sans-serif" font-size="13" fill="{GREY}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {style}>',
        f"<title>{escape(title)}</title>",
        _text(LEFT, 22, title, 'font-size="16"'),
        _text(LEFT, 40, note, 'font-size="11"'),
        *_grid(scale),
    ]
    for n, line in enumerate(lines):
        parts += [*_line(line, COLOURS[n // 2], scale), *_key(n, line)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _grid(scale: Scale) -> Iterator[str]:
    for power in range(round(math.log2(scale.least_y)), round(math.log2(scale.most_y)) + 1):
        y = scale.y(2.0**power)
        yield f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="{GREY}" stroke-opacity="0.3"/>'
        yield _text(LEFT - 8, y + 4, f"{2.0**power:g}", 'text-anchor="end"')
    for power in range(round(math.log2(scale.most_x)) + 1):
        x = scale.x(2**power)
        yield _text(x, HEIGHT - BOTTOM + 18, f"{2**power}", 'text-anchor="middle"')
    yield _text((LEFT + WIDTH) / 2, HEIGHT - 8, "workers", 'text-anchor="middle"')


def _line(line: Line, colour: str, scale: Scale) -> Iterator[str]:
    points = [(scale.x(n), scale.y(value)) for n, value in line.values.items()]
    path = "L".join(f"{x} {y}" for x, y in points)
    dashes = ' stroke-dasharray="5 5"' if line.dashed else ""
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
    if not line.dashed:
        yield from (f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in points)


def _key(n: int, line: Line) -> Iterator[str]:
    x, y = LEFT + (n % 2) * 270, 60 + (n // 2) * 18
    dashes = ' stroke-dasharray="5 5"' if line.dashed else ""
    yield f'<path d="M{x} {y - 4}h24" stroke="{COLOURS[n // 2]}" stroke-width="2"{dashes}/>'
    yield _text(x + 32, y, line.title)


def _text(x: float, y: float, words: str, style: str = "") -> str:
    return f'<text x="{x}" y="{y}" {style}>{escape(words)}</text>'
