"""What holds for every plot: words have room, ticks say where they stand, axes run right and up."""

import re
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from diagram import hue as hue_of

PLAIN = re.compile(r"\$|\\mathdefault|[{}]")


def hue(artist):
    """Which symbol the colour of a line, mark or text belongs to."""
    return hue_of(to_hex(artist.get_color()).upper())


def ticks(axes):
    """(axis, place, label) of every tick in sight."""
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in axis.get_major_ticks():
            if low <= tick.get_loc() <= high and tick.label1.get_visible():
                yield axis, tick.get_loc(), tick.label1


def texts(figure):
    """Every text in sight: ticks, titles, labels, what stands in the axes, in legends, in the figure."""
    listed = list(figure.texts)
    for axes in figure.axes:
        listed += [axes.title, axes._left_title, axes._right_title, axes.xaxis.label, axes.yaxis.label, *axes.texts]
        listed += [label for _, _, label in ticks(axes)]
        listed += axes.get_legend().get_texts() if axes.get_legend() else []
    listed += [text for legend in figure.legends for text in legend.get_texts()]
    return [text for text in listed if text.get_visible() and text.get_text()]


def check(view):
    """Fail with every fault that needs no knowledge of what is plotted."""
    figure = view.figure
    renderer = RendererAgg(*figure.bbox.size, figure.dpi)
    seen = texts(figure)
    boxes = np.add([text.get_window_extent(renderer).extents for text in seen], [1, 1, -1, -1])
    found = [f"{text.get_text()!r} leaves the picture" for text, box in zip(seen, boxes, strict=True)
             if min(box) < 0 or box[2] > figure.bbox.width or box[3] > figure.bbox.height]  # fmt: skip
    apart = (boxes[:, None, 0] >= boxes[None, :, 2]) | (boxes[:, None, 1] >= boxes[None, :, 3])
    found += [
        f"{seen[i].get_text()!r} lies over {seen[j].get_text()!r}"
        for i, j in np.argwhere(~(apart | apart.T))
        if i < j
    ]
    for axes in figure.axes:
        found += crossed(axes, seen, boxes)
        curves = [line for line in axes.lines if len(line.get_xdata()) > 20 and line.get_linestyle() != "None"]
        found += [f"{line} goes back and forth" for line in curves if (np.diff(line.get_xdata()) <= 0).any()]
        for _, place, label in ticks(axes):
            if not np.isclose(said(label.get_text()), place, rtol=1e-9, atol=1e-12):
                found.append(f"a tick at {place} says {label.get_text()!r}")
        for axis in (axes.xaxis, axes.yaxis):
            low, high = axis.get_view_interval()
            if not low < high:
                found.append("an axis runs from right to left or downwards")
            if low > 0 and high / low > 100 and axis.get_scale() != "log":
                found.append("an axis over several powers of ten is not logarithmic")
    still = {artist: state(artist) for axes in figure.axes for artist in (*axes.lines, *axes.texts)
             if artist not in view.moving}  # fmt: skip
    before = STILL.setdefault(view, still)
    found += [f"{one} moves, and the paper alone shows it" for one, now in still.items() if before[one] != now]
    assert not found, found


STILL = WeakKeyDictionary()  # what stands still in a view: its first state


def state(artist):
    """What of a line or text is seen."""
    if isinstance(artist, Text):
        return artist.get_text(), artist.get_position(), artist.get_color()
    return artist.get_xydata().tobytes(), artist.get_color(), artist.get_marker()


def said(words):
    """The number that a tick says."""
    words = PLAIN.sub("", words).replace("−", "-")
    power = re.fullmatch(r"10\^(-?\d+)", words)
    return 10.0 ** int(power[1]) if power else float(words)


def crossed(axes, seen, boxes):
    """The texts without paper of their own that a curve, line or mark of these axes lies on."""
    found = []
    for line in axes.lines:
        if not line.get_visible() or not len(line.get_xdata()):
            continue
        points = line.get_transform().transform(line.get_xydata())
        shares, steps = np.linspace(0, 1, 6), np.diff(points, axis=0)
        fine = np.concatenate([points[:1], *(points[:-1] + share * steps for share in shares)])
        clip = axes.bbox.extents if line.get_clip_on() else [-np.inf, -np.inf, np.inf, np.inf]
        fine = fine[(fine >= np.array(clip[:2]) - 0.5).all(axis=1) & (fine <= np.array(clip[2:]) + 0.5).all(axis=1)]
        half = (
            line.get_markersize() / 2 * axes.figure.dpi / 72 if line.get_marker() not in ("None", "", None) else 0.0
        )
        for text, box in zip(seen, boxes, strict=True):
            over = (fine > box[:2] - half).all(axis=1) & (fine < box[2:] + half).all(axis=1)
            if over.any() and text.get_bbox_patch() is None:
                found.append(f"{text.get_text()!r} is crossed by a line or mark")
    return found


def named(axes):
    """Title, label below and label beside."""
    return tuple(text.get_text() for text in (axes._left_title, axes.xaxis.label, axes.yaxis.label))


def is_at(artist, x, y, rtol=1e-7):
    """A curve or mark has these coordinates."""
    for got, expected in ((artist.get_xdata(), x), (artist.get_ydata(), y)):
        got, expected = np.ravel(got).astype(float), np.ravel(expected).astype(float)
        assert got.shape == expected.shape and np.allclose(got, expected, rtol, 1e-12), (artist, got, expected)


def legend(legend, lines):
    """A legend says of each line, by its words, what it is: the same colour, dash and width."""
    got = {text.get_text(): handle for text, handle in zip(legend.get_texts(), legend.legend_handles, strict=True)}
    assert set(got) == set(lines), (set(got), set(lines))
    for words, line in lines.items():
        for part in ("get_color", "get_linestyle", "get_linewidth"):
            assert getattr(got[words], part)() == getattr(line, part)(), (words, part)


def reading(axes, words):
    """The one text of these axes with these words."""
    (found,) = [text for text in axes.texts if text.get_text() == words]
    return found


__all__ = ["Text", "check", "hue", "is_at", "legend", "named", "reading", "texts", "ticks"]
