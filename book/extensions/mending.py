"""What the theme and the tables of the notebooks leave to be mended in the finished pages."""

import re
from pathlib import Path

MENDED = {
    r'<div id="pst-primary-sidebar" ': '<div id="pst-primary-sidebar" role="complementary" aria-label="Side bar" ',
    r'<thead>\s*<tr[^>]*>(?:<th class="head"><p></p></th>\s*)+</tr>\s*</thead>': "",
    r'<th class="head"><p></p></th>': "<td></td>",
    r"<title>(.+?) &#8212; \1</title>": r"<title>\1</title>",  # of the opening page
}


def mend(app, error):
    """Mend every page."""
    if error is None:
        for path in Path(app.outdir).glob("*.html"):
            text = path.read_text(encoding="utf-8")
            for wrong, right in MENDED.items():
                text = re.sub(wrong, right, text)
            path.write_text(text, encoding="utf-8")


def setup(app):
    app.connect("build-finished", mend)
    return {"parallel_read_safe": True}
