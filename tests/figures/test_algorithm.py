import re
import unicodedata

import stored
from backprop.widgets import algorithm


def bare(line):
    """A line of the listing without the layers' superscripts, which the two write differently."""
    line = re.sub(r"\^\{[^}]*\}", "", line)
    kept = ("Ll", "Lu", "Sm", "Nd")
    return "".join(c for c in line if c in "()/∂" or (unicodedata.category(c) in kept and c not in "⁺⁻"))


def test_the_listing_is_the_one_of_the_notebook():

    text = stored.markdown(stored.FOLDER / "09_algorithm.ipynb")
    listing = text[text.index("```") + 3 :].split("```")[0].strip("\n").splitlines()
    assert len(listing) == len(algorithm.LISTING) == 27
    for line, (row, (indent, words)) in enumerate(zip(listing, algorithm.LISTING, strict=True), start=1):
        assert row.startswith(f"{line:2}  " + "    " * indent)
        assert bare(words) == bare(re.split(r" {3,}", row[4:].strip())[0])
