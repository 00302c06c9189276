"""What a student means by a number, a shape or a choice: the form of an answer costs nothing."""

import contextlib
import re
from numbers import Number

import numpy as np

from .compare import Misfit

DIGITS = 6  # that a number must have


def number(answer):
    """The number that is meant: 67, "67", "0,6", "3/5", [0.6]. Raises Misfit if there is none."""
    if callable(answer):
        raise Misfit("A number is asked for, not a function.")
    if isinstance(answer, str | bytes):
        return _written(answer if isinstance(answer, str) else "")
    try:
        array = np.asarray(answer)
    except Exception:  # lists of lists of different lengths, or an object of the student's own that is no number
        raise Misfit("One number is asked for, such as 0.5.") from None
    if array.size != 1:
        raise Misfit(f"One number is asked for; yours has shape {array.shape}.")
    value = array.reshape(-1)[0]
    if not isinstance(value, bool | np.bool_ | np.timedelta64) and isinstance(value, Number | np.number):
        with contextlib.suppress(TypeError, ValueError, OverflowError):
            return complex(value) if np.iscomplexobj(value) else float(value)
    raise Misfit(f"One number is asked for, such as 0.5; yours is a {type(answer).__name__}.")


def _written(text):
    plain = text.strip().replace("−", "-").replace(" ", "").replace(",", ".")
    above, _, below = plain.partition("/")
    try:
        return float(above) / float(below or 1)
    except (ValueError, ZeroDivisionError):
        raise Misfit(f"One number is asked for, such as 0.5; {text[:40]!r} is none.") from None


def rounded(value, exact):
    """To how many digits, fewer than DIGITS, a value is the exact one rounded; 0 if it is not."""
    if not exact or not np.isreal(value) or not np.isfinite(value):
        return 0
    first = np.floor(np.log10(abs(exact)))
    for digits in range(1, DIGITS):
        unit = 10.0 ** (first - digits + 1)
        if np.isclose(value / unit, np.round(value / unit), rtol=1e-9) and abs(value - exact) < 0.5001 * unit:
            return digits
    return 0


def shape(answer):
    """The shape that is meant: (3, 4), [3, 4], 7, "(7,)", "3, 4". Raises Misfit if there is none."""
    if isinstance(answer, np.ndarray) and answer.dtype.kind == "f":
        raise Misfit(f"A shape is asked for, not an array; the shape of this array is {answer.shape}.")
    if isinstance(answer, str) and re.fullmatch(r"[\s(\[]*\d{1,9}([\s,x×]+\d{1,9})*[\s,)\]]*", answer):
        return tuple(map(int, re.findall(r"\d+", answer)))
    if isinstance(answer, np.ndarray) and answer.ndim == 1:
        answer = tuple(answer)
    answer = (answer,) if is_whole(answer) else answer
    if not isinstance(answer, tuple | list) or not all(map(is_whole, answer)):
        raise Misfit("A shape is asked for: whole numbers in brackets, such as (3, 4) or (3,).")
    return tuple(map(int, answer))


def choice(answer, options):
    """The key that is meant: "b", "(B)", "b.", 7, 7.0, "line 7", the option's text. Raises Misfit if none is."""
    while isinstance(answer, list | tuple) and len(answer) == 1:
        (answer,) = answer
    if isinstance(answer, np.ndarray) and answer.size == 1:
        answer = answer.reshape(-1)[0]
    if isinstance(answer, float | np.floating) and float(answer).is_integer():
        answer = int(answer)
    if isinstance(answer, str):
        answer = _chosen(answer, options)
    if not (isinstance(answer, str) or is_whole(answer)) or answer not in options:
        raise Misfit(f"Choose one of {', '.join(map(repr, options))}.")
    return answer


def _chosen(text, options):
    """The key in a text, or the one whose option has this text."""
    plain = " ".join(text.split()).casefold()
    for key, option in options.items():
        if plain == " ".join(option.split()).casefold():
            return key
    key = re.sub(r"^(line|option|answer|choice|no\.?|number)\b", "", plain).strip(" ()[]{}.:;,'\"`*#")
    return int(float(key)) if re.fullmatch(r"\d{1,9}(\.0*)?", key) else key


def is_whole(value):
    """Whether a value is a whole number."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool | np.timedelta64)
