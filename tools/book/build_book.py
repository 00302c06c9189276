"""`make book`: the notebooks as a book for any browser, in build/book, which can be opened from the folder."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from sphinx.cmd.build import build_main

import states
from backprop.widgets.palette import BY_NIGHT, INK, NIGHT
from backprop.widgets.svg import LEAST

TOP = Path(__file__).resolve().parents[2]
BOOK, SOURCE, BUILT = TOP / "book", TOP / "build" / "book-source", TOP / "build" / "book"
KATEX = BOOK / "node_modules" / "katex" / "dist"


def gather():
    """Put what Sphinx reads into one folder, so that each notebook becomes a page beside index.html."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    SOURCE.mkdir(parents=True)
    for path in [*BOOK.glob("*.md"), *BOOK.glob("*.svg"), *(TOP / "notebooks").iterdir()]:
        shutil.copy(path, SOURCE)


def mathematics():
    """KaTeX from npm, of which the book keeps the style sheet and the fonts."""
    if not KATEX.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=BOOK, check=True)
    kept = BUILT / "_static" / "katex"
    shutil.copytree(KATEX / "fonts", kept / "fonts", ignore=shutil.ignore_patterns("*.ttf", "*.woff"))
    shutil.copy(KATEX / "katex.min.css", kept)


def colours():
    """What the style takes from the figures: the filter for dark paper, the symbols' inks there, the least width."""
    dark = 'html[data-theme="dark"]'
    rules = [f"{dark} :is(.live-picture, .still) {{ filter: {BY_NIGHT} }}"]
    rules += [f":root {{ --least: {LEAST}px }}"]
    rules += [
        f'{dark} .katex [style*="color:{INK[name]}"] {{ color: {ink} !important }}' for name, ink in NIGHT.items()
    ]
    (BUILT / "_static" / "colours.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


def main():
    """Build it all."""
    start = time.monotonic()
    shutil.rmtree(BUILT, ignore_errors=True)
    print("The states of the figures", flush=True)
    shutil.copytree(states.all_states(), BUILT / "_static" / "figures", ignore=shutil.ignore_patterns("done"))
    gather()
    mathematics()
    colours()
    print("The pages", flush=True)
    options = ["-q", "-W", "--keep-going", "-c", str(BOOK), "-d", str(TOP / "build" / "book-doctrees")]
    failed = build_main([*options, str(SOURCE), str(BUILT)])
    if not failed:
        print(f"{BUILT / 'index.html'}, after {time.monotonic() - start:.0f} s")
    return failed


if __name__ == "__main__":
    sys.exit(main())
