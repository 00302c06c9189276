"""Numbers as the course prints them: fixed decimals, a true minus sign."""

import re
import unicodedata


def number(value, decimals=2, plus=False):
    """`value` with a fixed number of decimals; −0.00 is 0.00; with `plus`, the sign is always shown."""
    text = f"{float(value):.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    elif plus and value > 0:
        text = "+" + text
    return text.replace("-", "−")


def signed(value, decimals=2):
    """`value` with its sign, + or −."""
    return number(value, decimals, plus=True)


def scientific(value, decimals=1):
    """A positive number as 3.2 · 10⁻⁶."""
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa} · 10{raised}" if float(mantissa) != 1 else f"10{raised}"


def value(v):
    """A value in three significant digits, 0.25 or 1.2·10⁻⁵, or the word that it is."""
    if isinstance(v, str):
        return v
    if v == 0:
        return "0"
    if 0.001 <= abs(v) < 1000:
        return number(v, 3)
    mantissa, exponent = f"{v:.1e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa}·10{raised}".replace("-", "−")


def low(index):
    """An index as a subscript: 12 as ₁₂."""
    return str(index).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def layer(l):
    """A layer as it is raised: ⁽²⁾, so that a⁽²⁾ is no square."""
    return f"⁽{str(l).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}⁾"


def layers(words):
    """`words` as a diagram writes them: W^{(2)} for W⁽²⁾."""
    return re.sub("⁽(.)⁾", lambda raised: f"^{{({unicodedata.digit(raised[1])})}}", words)
