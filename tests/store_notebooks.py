"""Run every notebook from a fresh kernel and store it with its outputs: what `make notebooks` does.

What would differ from one run or machine to the next is left out, so that a second run leaves no difference:
execution times, the state and the views of widgets (their stills stay), and the version of Python.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def run(notebook):
    """The notebook executed in the folder of the notebooks; the first error stops it."""
    NotebookClient(
        notebook, timeout=60, kernel_name="python3", record_timing=False, resources={"metadata": {"path": NOTEBOOKS}}
    ).execute()
    return notebook


def settled(notebook):
    """The executed notebook without what changes from run to run."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
            output.get("metadata", {}).pop(WIDGET_VIEW, None)
    return notebook


def store_picture():
    """The picture of the README: the figure of notebook 06 as it first appears."""
    from backprop.widgets import pullback

    still = pullback.figure().still()["image/svg+xml"]
    (NOTEBOOKS / "pullback.svg").write_text(still + "\n", encoding="utf-8", newline="\n")


def store(path):
    """Run the notebook at `path` and write it back."""
    notebook = settled(run(nbformat.read(path, as_version=4)))
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb")):
        print(path.name, flush=True)
        store(path)
    store_picture()
