"""The contrast of two colours, as WCAG 2.2 defines it."""

ENOUGH = 4.5  # WCAG 2.2, 1.4.3


def luminance(colour):
    """Relative luminance of a colour such as #0072B2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """The ratio of two colours: 1 of a colour with itself, 21 of black and white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# The colours of the letters of the mathematics and of the page behind them, as #RRGGBB.
COLOURS = """part => {
    const two = digits => (+digits).toString(16).padStart(2, "0");
    const hex = colour => "#" + colour.match(/\\d+/g).slice(0, 3).map(two).join("");
    const clear = colour => colour == "transparent" || colour.endsWith(", 0)");
    const found = new Set();
    for (const letter of document.querySelectorAll(part.letters)) {
        let page = letter;
        while (page && clear(getComputedStyle(page).backgroundColor)) page = page.parentElement;
        found.add(hex(getComputedStyle(letter)[part.ink]) + hex(getComputedStyle(page).backgroundColor));
    }
    return [...found].map(pair => [pair.slice(0, 7), pair.slice(7)]);
}"""
