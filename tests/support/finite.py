"""What holds of every figure at any setting: nothing is warned of or printed, and no number is NaN or infinite."""

import contextlib
import io
import re
import warnings
from xml.etree import ElementTree

import numpy as np
from numpy.testing import assert_allclose

FAR = re.compile(r"\b(nan|inf|infinity|none)\b|∞", re.IGNORECASE)
SAID_ON_PURPOSE = ("rounding.figure", "slips.figure")  # there NaN and ∞ are what a form in floats gives
SIZES = {}  # of a figure's diagram: the same at every setting


@contextlib.contextmanager
def in_silence():
    """Nothing inside warns or prints."""
    out = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        warnings.simplefilter("error")
        yield
    assert not out.getvalue()


def assert_finite(value, where="numbers"):
    """No number in nested numbers is NaN or infinite; None and words are no numbers."""
    if isinstance(value, dict | list | tuple):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            assert_finite(part, f"{where}[{key!r}]")
    elif not isinstance(value, str | set | None):
        assert np.isfinite(value).all(), where


def check(name, figure, drawn, seen):
    """The numbers, the words and every coordinate are finite, and the picture has its size."""
    assert_finite(drawn.numbers)
    assert drawn.sentence == " ".join(drawn.sentence.split())
    assert name in SAID_ON_PURPOSE or not FAR.search(drawn.sentence)
    check_plot(name, seen, drawn.picture) if figure.is_plot else check_diagram(name, seen, drawn.picture)


def check_diagram(name, seen, picture):
    size = seen.root.get("width"), seen.root.get("height")
    assert SIZES.setdefault(name, size) == size and seen.root.get("viewBox") == "0 0 {} {}".format(*size)
    across, down = map(float, size)
    for element in seen.root.iter():
        for key, value in element.attrib.items():
            if key in ("x", "y", "cx", "cy", "x1", "y1", "x2", "y2"):
                assert -1 <= float(value) <= (across if "x" in key else down) + 1, (key, value)
            if key == "points":
                assert_finite([float(number) for number in re.split("[ ,]", value)])
            if key in ("width", "height", "r", "stroke-width") and not value.endswith("%"):
                assert float(value) >= 0
    assert name in SAID_ON_PURPOSE or not FAR.search(picture.replace('"none"', ""))


def check_plot(name, seen, picture):
    root, size = ElementTree.fromstring(picture), seen.view.size
    assert root.get("width") == str(size[0])
    assert_allclose([float(part) for part in root.get("viewBox").split()], [0, 0, 0.72 * size[0], 0.72 * size[1]])
    numbers = "".join(re.findall(r' (?:x|y|d|transform)="([^"]*)"', picture)).lower()
    assert "nan" not in numbers and "inf" not in numbers
    for artist in seen.view.moving:
        for part in ("get_xydata", "get_array", "get_position", "get_bbox", "get_segments"):
            if hasattr(artist, part) and (got := getattr(artist, part)()) is not None:
                assert_finite(got if isinstance(got, tuple | list) else np.ma.getdata(np.asarray(got)))
        if hasattr(artist, "get_text"):
            assert name in SAID_ON_PURPOSE or not FAR.search(artist.get_text())
