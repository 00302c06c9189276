"""What a reader of the book waits for, page by page: in Chromium, from a server on this machine.

Bytes as a server sends them that compresses; milliseconds from when the text stands there until its figures can be
moved; and from a control's event to the laid-out picture, p50 and p95 of 30 events of each control.

    .venv/bin/python -m pip install -e ".[browser,book]"    what it needs, beside Chromium and Node.js
    .venv/bin/python tests/bench/book.py        stores the numbers, and writes them into book/speed.md
"""

import gzip
import statistics
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / part) for part in ("tests/support", "tools", "tools/book", "tests/bench")]

import browsers  # noqa: E402
import build_book  # noqa: E402
import report  # noqa: E402
import serve  # noqa: E402
from gradient import machine  # noqa: E402

PRESSES = 30
READY = """Math.max(...[...document.querySelectorAll(".live")].map(figure => figure.live.since))
  - performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd"""
PRESS = """async ([name, control]) => {
  const all = [...document.getElementById(name).querySelectorAll(`[data-control="${control}"] input`)], times = [];
  const input = all.find(one => one.checked) ?? all[0];
  for (let k = 0; k < PRESSES; k++) {
    await new Promise(done => setTimeout(done, 20));
    const start = performance.now();
    if (input.type === "radio") all[(k + 1) % all.length].checked = true;
    else k % 2 ? input.stepDown() : input.stepUp();
    (input.type === "radio" ? all[(k + 1) % all.length] : input).dispatchEvent(new Event("input", {bubbles: true}));
    document.body.getBoundingClientRect();  // styles and layout belong to it
    times.push(performance.now() - start);
  }
  return times;
}""".replace("PRESSES", str(PRESSES))


def compressed(address, asked):
    """Kilobytes of a page with all that it asks for, fonts and style included, each compressed."""
    paths = {url.partition("?")[0].removeprefix(address).lstrip("/") for url in asked if url.startswith(address)}
    return sum(len(gzip.compress((build_book.BUILT / path).read_bytes())) for path in paths if path) / 1e3


def measured(browser, address, name):
    """A row of the table: kilobytes, milliseconds until ready, and of a key's press."""
    page, asked = browser.new_page(viewport={"width": 1366, "height": 768}), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{name}.html")
    ask = lambda what, *arguments: page.evaluate(f"{browsers.BOOK_PAGE}.{what}")
    figures, times = ask("figures()"), []
    for figure in figures:
        ask(f"ready('{figure}')")
    ready = page.evaluate(READY)
    for figure in figures:
        for control, _ in ask(f"controls('{figure}')"):
            times += page.evaluate(PRESS, [figure, control])
    size = compressed(address, asked)
    page.close()
    return size, ready, statistics.median(times), sorted(times)[int(0.95 * len(times))]


def has_figures(name):
    """Whether something moves on that page."""
    return '<figure class="live' in (build_book.BUILT / f"{name}.html").read_text(encoding="utf-8")


def main():
    """Measure every page with figures, store the numbers and write the table."""
    if not (build_book.BUILT / "index.html").exists():
        build_book.main()
    rows = []
    with serve.folder(build_book.BUILT) as address, serve.chromium() as browser:
        for name in filter(has_figures, browsers.PAGES):
            rows.append([name, *(round(float(value), 1) for value in measured(browser, address, name))])
            print(*rows[-1], flush=True)
    report.keep("book", rows=rows, machine=machine())


if __name__ == "__main__":
    main()
