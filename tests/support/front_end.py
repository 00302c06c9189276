"""How a student's hands are imitated in JupyterLab and in Notebook 7."""

import json
import re
import urllib.request

import nbformat
from playwright.sync_api import expect

import build_lite
from figures import FIGURES

WHERE = {"lab": "{server}/lab/tree/{name}?token=course&reset", "notebook": "{server}/notebooks/{name}?token=course"}
ADDRESSES = WHERE | {"lite": f"{{server}}/{build_lite.APP}?path=notebooks/{{name}}&reset"}  # the server of the book
SECONDS = 1000


def open_notebook(page, server, front_end, name):
    """Open a notebook and wait until its cells are there."""
    page.goto(ADDRESSES[front_end].format(server=server, name=name))
    wait_for_kernel(page, side_bar=front_end != "notebook")


def wait_for_kernel(page, side_bar):
    """Wait until cells and kernel are there; what stands beside the notebook is closed."""
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60 * SECONDS)
    if side_bar:
        page.wait_for_timeout(1500)
        page.keyboard.press("Control+b")
    page.wait_for_selector(
        ".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60 * SECONDS, state="attached"
    )
    page.wait_for_timeout(1500)


def choose(page, menu, *items):
    """Choose an item of the menu bar, from submenu to submenu."""
    page.locator(".lm-MenuBar-itemLabel", has_text=menu).first.click()
    for item in items:
        page.locator(".lm-Menu-itemLabel", has_text=item).first.click()


def run_all(page, cells):
    """Run all cells from the menu and wait until each has run."""
    page.evaluate("document.querySelectorAll('.jp-CodeCell .jp-OutputArea-output').forEach(e => e.dataset.old = 1)")
    choose(page, "Run", "Run All Cells")
    page.wait_for_function(
        """cells => {
            const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(e => e.textContent);
            return !document.querySelector('[data-old]') && prompts.length == cells
                && prompts.every(text => /\\[\\d+\\]/.test(text));
        }""",
        arg=cells,
        timeout=120 * SECONDS,
    )
    page.wait_for_timeout(1000)


def start(page, source):
    """Write a cell below all others and begin to run it; the cell."""
    cells = page.locator(".jp-Notebook .jp-Cell")
    cells.last.locator(".jp-InputPrompt, .jp-InputArea-prompt").first.click()  # its margin: no editor takes the keys
    before = cells.count()
    page.keyboard.press("b")
    expect(cells).to_have_count(before + 1)
    cells.last.locator(".cm-content").click()
    page.keyboard.insert_text(source)
    expect(cells.last.locator(".cm-content")).not_to_have_text("")
    page.keyboard.press("Control+Enter")
    return cells.last


def run_code(page, source):
    """Write a cell below all others and run it; the text of its output."""
    cell = start(page, source)
    expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]"), timeout=60 * SECONDS)
    return "\n".join(cell.locator(".jp-OutputArea-output").all_inner_texts())


def figures(page):
    """The live figures on the page."""
    return page.locator(".backprop-live")


def sentence(figure):
    """What stands under its picture."""
    return figure.locator(".backprop-words").inner_text()


def controls(figure):
    """Every control of a figure, as (kind, locator)."""
    found = []
    for kind, selector in {
        "buttons": ".widget-toggle-buttons",
        "slider": ".widget-slider",
        "number": ".widget-text",
    }.items():
        for control in figure.locator(selector).all():
            found.append((kind, control))
    return found


# What a figure or an exercise says in letters too small for the back of a room, or has no place for.
HARD_TO_READ = """() => [...document.querySelectorAll(".backprop-live *, .backprop-exercise *")]
    .filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim()) && e.getClientRects().length)
    .filter(e => !e.closest("svg") && (parseFloat(getComputedStyle(e).fontSize) < 14
        || (e.tagName == "BUTTON" && e.scrollWidth > e.clientWidth)))
    .map(e => `${getComputedStyle(e).fontSize} ${e.tagName} ${e.textContent}`)"""


def label(control):
    return control.locator(".widget-label").first.inner_text()


def type_value(control, kind, text):
    """Put a value into a slider's readout or a number field by keyboard alone."""
    field = control.locator(".widget-readout" if kind == "slider" else "input").first
    field.focus()
    field.press("Control+a")
    field.press_sequentially(text)
    field.press("Enter")


def keys_for(control, kind):
    """What is typed into a slider or number field to reach its ends and its middle."""
    if kind == "number":
        field = control.locator("input").first
        low, high = float(field.get_attribute("min")), float(field.get_attribute("max"))
    else:
        handle = control.locator(".noUi-handle").first
        low, high = (float(handle.get_attribute(f"aria-value{end}")) for end in ("min", "max"))
    whole = kind == "number" or "." not in control.locator(".widget-readout").first.inner_text()
    middle = (low + high) / 2
    return [f"{value:.0f}" if whole else f"{value:.4g}" for value in (low, middle, high)]


def move(page, control, kind):
    """Move a control to its ends and its middle by keyboard; yields after each move."""
    if kind == "buttons":
        for button in control.locator("button").all():
            button.focus()
            button.press("Enter")
            expect(button).to_have_class(re.compile(r"\bmod-active\b"))
            yield
    else:
        for keys in keys_for(control, kind):
            type_value(control, kind, keys)
            yield


def all_figures(folder):
    """Write a notebook that has every figure and one verdict, `all.ipynb`; how many cells it has."""
    sources = ["from backprop.widgets import {}\n{}()".format(name.split(".")[0], name) for name in FIGURES]
    sources.append('from backprop.exercises import check\ncheck("delta", lambda eta, z: eta)')
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "all.ipynb")
    return len(cells)


def ask(server, path, method="GET"):
    """What the server's interface answers, or None."""
    request = urllib.request.Request(f"{server}/api/{path}", method=method, headers={"Authorization": "token course"})
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or "null")


def end_kernels(server):
    """End every kernel, as *Shut Down* does."""
    for session in ask(server, "sessions"):
        ask(server, f"sessions/{session['id']}", "DELETE")
