"""From key press to changed picture in JupyterLab: each live figure beside a plain `@interact`.

Each figure stands in a notebook above an `@interact` that draws as many shapes and words anew with matplotlib. Arrow
keys are pressed on a slider or a number field of the two in turn; the page itself notes the press and the change of
the picture. Pressed singly: the time to the changed picture, p50 and p95. Held: pictures a second, and how long after
the release the last one comes. Also: how many heights the output had while it moved (1 if nothing jumps).

    .venv/bin/python -m pip install -e ".[browser]"     what it needs, beside Chromium
    .venv/bin/python tests/bench/figures_browser.py [figure …]
"""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS.parent / part) for part in ("tests/support", "tests/bench", "tools", "tools/book")]

import figures  # noqa: E402
import front_end  # noqa: E402
import report  # noqa: E402
import serve  # noqa: E402

PRESSES, HELD = 20, 60
SETTLE = 250  # milliseconds for JupyterLab to make the cell of a control the active one, before a press is timed
CELL = """import sys; sys.path[:0] = {paths!r}
import figures, figures_kernel, ipywidgets
figure = figures.FIGURES[{name!r}]
figure()"""
INTERACT = """import matplotlib.pyplot as plt
%matplotlib inline
draw = figures_kernel.redrawn(figure)
def plain(step):
    drawing = draw()
    display(drawing)
    plt.close("all")
ipywidgets.interact(plain, step=ipywidgets.IntSlider(0, 0, 1000));"""
WATCH = """element => {
  const state = window.bench = {pressed: 0, shown: [], heights: []};
  const press = () => { window.bench.pressed = performance.now(); };
  window.benchKey ??= document.addEventListener('keydown', press, true) || 1;
  const note = () => requestAnimationFrame(() => {
    if (window.bench !== state) return;
    state.shown.push(performance.now());
    state.heights.push(Math.round(element.getBoundingClientRect().height));
  });
  new MutationObserver(records => {
    const nodes = records.flatMap(r => [r.target, ...r.addedNodes]).filter(n => n.nodeType == 1);
    const images = nodes.flatMap(n => n.tagName == 'IMG' ? [n] : [...n.querySelectorAll('img')]);
    if (images.length) images.at(-1).decode().then(note, () => 0);
    else if (nodes.some(n => n.querySelector('svg') || n.closest('svg'))) note();
  }).observe(element, {subtree: true, childList: true, attributes: true, attributeFilter: ['src']});
}"""


def handle(area):
    """What takes the arrow keys in this output: a slider's handle, or a number field."""
    slider = area.locator(".noUi-handle")
    return slider.first if slider.count() else area.locator("input[type=number]").first


def keys(area):
    """The keys that move it up and down."""
    return ("ArrowRight", "ArrowLeft") if area.locator(".noUi-handle").count() else ("ArrowUp", "ArrowDown")


def single(page, area, key):
    """Milliseconds from one press to the changed picture."""
    handle(area).focus()
    page.wait_for_timeout(SETTLE)
    page.evaluate("() => { window.bench.shown = []; }")
    page.keyboard.press(key)
    page.wait_for_function("window.bench.shown.length > 0", timeout=5000)
    return page.evaluate("window.bench.shown[0] - window.bench.pressed")


def held(page, area):
    """Pictures a second while a key repeats 30 times a second, and milliseconds from the release to the last one.

    Five steps up from the low end and five down, again and again, so that every press is a change.
    """
    handle(area).focus()
    if area.locator(".noUi-handle").count():
        page.keyboard.press("Home")
    page.wait_for_timeout(2 * SETTLE)
    page.evaluate("() => { window.bench.shown = []; }")
    for k in range(HELD):
        page.keyboard.down(keys(area)[k // 5 % 2])
        page.wait_for_timeout(33)
    released = page.evaluate("performance.now()")
    for key in keys(area):
        page.keyboard.up(key)
    page.wait_for_timeout(1500)
    shown, heights = page.evaluate("[window.bench.shown, window.bench.heights]")
    during = [t for t in shown if t <= released]
    rate = (len(during) - 1) / (during[-1] - during[0]) * 1e3 if len(during) > 1 else 0.0
    return rate, max(0.0, shown[-1] - released) if shown else float("nan"), len(set(heights))


def main(names):
    is_plot = {name: figure.is_plot for name, figure in figures.FIGURES.items()}
    makers = sorted((name for name in is_plot if not names or name in names), key=lambda name: (is_plot[name], name))
    paths = [str(TESTS / "support"), str(TESTS / "bench")]
    rows = report.numbers("figures")["rows"]  # of the figures that are not measured now
    rows = {name: row for name, row in rows.items() if name in is_plot}
    with tempfile.TemporaryDirectory() as folder:
        notebooks = Path(folder) / "notebooks"
        notebooks.mkdir()
        for name in makers:
            cells = [
                nbformat.v4.new_code_cell(CELL.format(paths=paths, name=name)),
                nbformat.v4.new_code_cell(INTERACT),
            ]
            kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
            nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), notebooks / f"{name}.ipynb")
        with serve.jupyter(notebooks) as server, serve.chromium() as browser:
            for name in makers:
                page = browser.new_page(viewport={"width": 1280, "height": 3000}, device_scale_factor=2)
                front_end.open_notebook(page, server, "lab", f"{name}.ipynb")
                front_end.run_all(page, 2)
                page.wait_for_timeout(2000)
                ours, theirs = page.locator(".backprop-live"), page.locator(".widget-interact")
                times = {"ours": [], "theirs": []}
                for k in range(PRESSES):
                    for who, area in (("ours", ours), ("theirs", theirs)):
                        area.evaluate(WATCH)
                        times[who].append(single(page, area, keys(area)[k % 4 >= 2]))
                ours.evaluate(WATCH)
                rate, lag, heights = held(page, ours)
                p50, p95 = statistics.median(times["ours"]), sorted(times["ours"])[int(0.95 * PRESSES)]
                plain = statistics.median(times["theirs"])
                row = {"p50": p50, "p95": p95, "share": p50 / plain, "rate": rate, "lag": lag}
                rows[name] = {"kind": "plot" if is_plot[name] else "diagram", **row}
                print(report.figures({name: rows[name]}).splitlines()[-1], flush=True)
                if heights > 1:
                    print(f"{name} changed its height while it moved: {heights} heights")
                page.close()
    report.keep("figures", rows=rows)


if __name__ == "__main__":
    main(sys.argv[1:])
