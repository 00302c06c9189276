"""From `make lab` to the first figure that answers, and what the imports cost.

`make lab`, installed before, with notebook 00; in turn with it a JupyterLab that holds one plain `@interact`. Each is
opened in a browser that is running already, all cells are run, and a key is pressed on the first slider. Seconds from
the start, medians; then the time of imports, each in a fresh Python, in turn.

    .venv/bin/python -m pip install -e ".[browser]"     what it needs, beside Chromium
    .venv/bin/python tests/bench/start.py
"""

import contextlib
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS.parent / part) for part in ("tests/support", "tests/bench", "tools", "tools/book")]

import front_end  # noqa: E402
import report  # noqa: E402
import serve  # noqa: E402
from figures_browser import WATCH, keys, single  # noqa: E402
from package import STEPS  # noqa: E402

TURNS, IMPORTS = 5, 11
SETTLE = 3  # seconds: JupyterLab loses a click that comes earlier
MILESTONES = ["the address", "the notebook", "its figures", "an answer"]
INTERACT = """import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
%matplotlib inline
def plain(k):
    plt.plot(np.sin(k * np.linspace(0, 1)))
    plt.show()
ipywidgets.interact(plain, k=ipywidgets.IntSlider(1, 1, 9));"""
MODULES = {
    "numpy": "numpy",
    "all step modules": ", ".join(f"backprop.{path.stem}" for path in STEPS),
    "ipywidgets": "ipywidgets",
    "matplotlib's figure": "matplotlib.figure",
    "a diagram (05)": "backprop.widgets.outer",
    "a plot (03)": "backprop.widgets.eta",
    "the exercises": "backprop.exercises",
}


@contextlib.contextmanager
def make_lab():
    """`make lab` as a newcomer calls it: the address of notebook 00."""
    command, top = ["make", "lab"], TESTS.parent
    environment = {**os.environ, "BROWSER": "true"}  # the command that does nothing: the page is opened below
    process = subprocess.Popen(command, cwd=top, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, start_new_session=True)  # fmt: skip
    try:
        wanted = re.compile(r"http://127.0.0.1:(\d+)/lab\?token=(\w+)")
        port, token = next(filter(None, map(wanted.search, process.stdout))).groups()
        serve.wait_for(port, process)
        yield f"http://127.0.0.1:{port}/lab/tree/00_start_here.ipynb?token={token}&reset"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


@contextlib.contextmanager
def plain():
    """A JupyterLab with one notebook that ends in `@interact`: the address of the notebook."""
    with tempfile.TemporaryDirectory() as folder:
        notebooks = Path(folder) / "notebooks"
        notebooks.mkdir()
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        cells = [nbformat.v4.new_code_cell(INTERACT)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), notebooks / "plain.ipynb")
        with serve.jupyter(notebooks) as address:
            yield front_end.WHERE["lab"].format(server=address, name="plain.ipynb")


def start(served, browser, figure):
    """Seconds from the start to each of the milestones; those of `SETTLE` are not counted."""
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    began, seconds = time.perf_counter(), []
    note = lambda: seconds.append(time.perf_counter() - began)
    with served as address:
        note()
        page.goto(address)
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        note()
        page.wait_for_timeout(1000 * SETTLE)
        began += SETTLE
        front_end.choose(page, "Run", "Run All Cells")
        area = page.locator(figure).first
        area.locator("img, svg").first.wait_for(timeout=60_000)
        note()
        area.evaluate(WATCH)
        single(page, area, keys(area)[0])
        note()
        page.close()
    return seconds


def import_time(modules):
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {modules}"], check=True)
    return time.perf_counter() - began


def main():
    times = {"`make lab`": [], "plain": []}
    with serve.chromium() as browser:
        for _ in range(TURNS):
            times["`make lab`"].append(start(make_lab(), browser, ".backprop-live"))
            times["plain"].append(start(plain(), browser, ".widget-interact"))
    print("| s | " + " | ".join(MILESTONES) + " |\n|---" + "|---:" * len(MILESTONES) + "|")
    for name, rows in times.items():
        times[name] = [statistics.median(column) for column in zip(*rows, strict=True)]
        print(f"| {name} | " + " | ".join(f"{middle:.1f}" for middle in times[name]) + " |")
    spent = {name: [] for name in ("Python alone", *MODULES)}
    for _ in range(IMPORTS):
        for name in spent:
            spent[name].append(import_time(MODULES.get(name, "sys")))
    bare = statistics.median(spent.pop("Python alone"))
    print("\n| import | ms | of numpy |\n|---|---:|---:|")
    numpy = statistics.median(spent["numpy"]) - bare
    share = {name: (statistics.median(seconds) - bare) / numpy for name, seconds in spent.items()}
    for name, ratio in share.items():
        print(f"| {name} | {1e3 * ratio * numpy:.0f} | {ratio:.1f} |")
    address, notebook, _, answer = times["`make lab`"]
    imports = {"steps": "all step modules", "diagram": "a diagram (05)", "plot": "a plot (03)"}
    report.keep("start", address=address, notebook=notebook, answer=answer, plain=times["plain"][-1],
                **{key: share[name] for key, name in imports.items()})  # fmt: skip


if __name__ == "__main__":
    main()
