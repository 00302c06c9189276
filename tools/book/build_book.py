"""`make book`: the notebooks as a book for any browser, in build/book; its index.html can be opened from the folder."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from sphinx.cmd.build import build_main

TOP = Path(__file__).resolve().parents[2]
BOOK, SOURCE, BUILT = TOP / "book", TOP / "build" / "book-source", TOP / "build" / "book"
KATEX = BOOK / "node_modules" / "katex" / "dist"


def gather():
    """Put what Sphinx reads into one folder, so that each notebook becomes a page beside index.html."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    SOURCE.mkdir(parents=True)
    for path in [*BOOK.glob("*.md"), *(TOP / "notebooks").iterdir()]:
        shutil.copy(path, SOURCE)


def mathematics():
    """KaTeX from npm, of which the book keeps the style sheet and the fonts."""
    if not KATEX.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=BOOK, check=True)
    kept = BUILT / "_static" / "katex"
    shutil.copytree(KATEX / "fonts", kept / "fonts", ignore=shutil.ignore_patterns("*.ttf", "*.woff"))
    shutil.copy(KATEX / "katex.min.css", kept)


def main():
    """Build it all."""
    start = time.monotonic()
    shutil.rmtree(BUILT, ignore_errors=True)
    gather()
    mathematics()
    options = ["-q", "-W", "--keep-going", "-c", str(BOOK), "-d", str(TOP / "build" / "book-doctrees")]
    failed = build_main([*options, str(SOURCE), str(BUILT)])
    if not failed:
        print(f"{BUILT / 'index.html'}, after {time.monotonic() - start:.0f} s")
    return failed


if __name__ == "__main__":
    sys.exit(main())
