"""Diagrams as SVG text: the few shapes that the figures are made of."""

import html
import re
import textwrap

from .palette import ERROR, LINE, PAPER, TEXT

WIDTH = 860  # pixels: what JupyterLab leaves for an output beside its side bar, on a screen 1280 wide
LEAST = 770  # pixels: in a narrower output a picture scrolls, so that its smallest letters stay at 10 pixels
FONT = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif"


def picture(width, height, *parts):
    """A diagram of `width` × `height` pixels on white paper."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" style="max-width:100%;height:auto;background:{PAPER}" font-family="{FONT}">'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>' + "".join(parts) + "</svg>"
    )


def titled(picture, about):
    """A picture with its name, for screen readers."""
    name = html.escape(about, quote=True)
    head, rest = picture.split(">", 1)
    return f'{head} aria-label="{name}"><title>{name}</title>{rest}'


def captioned(picture, sentence):
    """A diagram with its sentence written below it."""
    height = int(re.search(r'viewBox="0 0 \d+ (\d+)"', picture)[1])
    words = lines(sentence, 100)
    below = "".join(text(10, height + 24 + 22 * i, line, size=15, anchor="start") for i, line in enumerate(words))
    taller = height + 20 + 22 * len(words)
    picture = picture.replace(f'0 0 {WIDTH} {height}"', f'0 0 {WIDTH} {taller}"', 1)
    return picture.replace(f'height="{height}"', f'height="{taller}"', 1).replace("</svg>", below + "</svg>")


def text(x, y, words, size=16, fill=TEXT, anchor="middle", weight="normal"):
    """`words` at (x, y), centred in height; `_{…}` and `^{…}` in them are lowered and raised, `⟦…⟧` is struck."""
    return (
        f'<text x="{x:g}" y="{y:g}" dy=".35em" font-size="{size}" fill="{fill}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{_scripts(words)}</text>'
    )


def _scripts(words):
    out, shift = [], 0.0
    for piece in re.split(r"([_^]\{[^}]*\}|[⟦⟧])", words):
        if piece in ("", "⟦", "⟧"):
            struck = f'<tspan text-decoration="line-through" fill="{ERROR}">'
            out.append({"": "", "⟦": struck, "⟧": "</tspan>"}[piece])
            continue
        small = piece[0] in "_^" and piece.endswith("}")
        level = {"_": 0.25, "^": -0.36}[piece[0]] if small else 0.0
        size = 0.8 if small else 1
        content = html.escape(piece[2:-1] if small else piece)
        if level == shift == 0:
            out.append(content)
            continue
        step = (level - shift) / size
        out.append(f'<tspan dy="{step:.3g}em" font-size="{100 * size:g}%">{content}</tspan>')
        shift = level
    return "".join(out)


def lines(words, width):
    """`words` broken into lines of at most `width` characters."""
    return textwrap.wrap(words, width)


def rect(x, y, width, height, fill="none", stroke="none", thickness=1, radius=0, dash=""):
    """A rectangle, from its upper left corner."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{thickness:g}"{dashes}/>'
    )


def circle(x, y, radius, fill="none", stroke="none", thickness=1):
    """A circle around (x, y)."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{stroke}" '
        f'stroke-width="{thickness:g}"/>'
    )


def line(x1, y1, x2, y2, stroke=LINE, thickness=1.5, dash=""):
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{stroke}" '
        f'stroke-width="{thickness:g}"{dashes}/>'
    )


def arrow(x1, y1, x2, y2, stroke=TEXT, thickness=1.5, dash="", head=8):
    """A straight line with a head at its second end; on a short one the head is smaller."""
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    head = min(head, 0.75 * length)
    dx, dy = (x2 - x1) / length * head, (y2 - y1) / length * head
    corners = (x2, y2), (x2 - dx - dy / 2, y2 - dy + dx / 2), (x2 - dx + dy / 2, y2 - dy - dx / 2)
    tip = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return line(x1, y1, round(x2 - dx, 1), round(y2 - dy, 1), stroke, thickness, dash) + (
        f'<polygon points="{tip}" fill="{stroke}"/>'
    )


def polyline(points, stroke=TEXT, thickness=2, dash=""):
    """A curve through points (x, y)."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="{thickness:g}"{dashes}/>'


def grid(x, y, entries, cell=(66, 38), colour=TEXT, lit=lambda row, column: False, tint="none", size=16):
    """A matrix of texts in cells, from its upper left corner; `lit(row, column)` cells get the tint and a frame."""
    width, height = cell
    plain, framed = [], []
    for row, texts in enumerate(entries):
        for column, words in enumerate(texts):
            left, top, on = x + column * width, y + row * height, lit(row, column)
            ink = TEXT if on else colour
            box = rect(left, top, width, height, tint if on else PAPER, colour if on else LINE, 2.5 if on else 1)
            (framed if on else plain).append(
                box + text(left + width / 2, top + height / 2, words, size, ink, weight="bold" if on else "normal")
            )
    return "".join(plain + framed)
