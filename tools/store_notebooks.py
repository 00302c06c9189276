"""Run every notebook from a fresh kernel and store it with its outputs: what `make notebooks` does.

What would differ from one run or machine to the next is left out, so that a second run leaves no difference:
execution times, and the state and the views of widgets (their stills stay).

A diagram is stored as SVG and also as PNG: JupyterLab shows no SVG in a notebook that it does not trust, which is
what a fresh clone is until its cells are run.
"""

import base64
import io
import sys
from pathlib import Path

import matplotlib
import nbformat
import resvg_py
from nbclient import NotebookClient
from PIL import Image

import derived
import stored
from your_turn import coloured

NOTEBOOKS = stored.FOLDER
# As a kernel of this Python reports it: JupyterLab marks a notebook that has anything else as changed on opening it.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3}, "file_extension": ".py", "mimetype": "text/x-python",
    "name": "python", "nbconvert_exporter": "python", "pygments_lexer": "ipython3", "version": "3.11.7",
}  # fmt: skip
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def run(notebook):
    """The notebook executed in the folder of the notebooks; the first error stops it."""
    NotebookClient(
        notebook, timeout=60, kernel_name="python3", record_timing=False, resources={"metadata": {"path": NOTEBOOKS}}
    ).execute()
    return notebook


def raster(svg):
    """A diagram as PNG bytes, at two pixels a point, in the font that comes with matplotlib."""
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    files = [str(fonts / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf")]
    return resvg_py.svg_to_bytes(
        svg_string=svg, font_files=files, skip_system_fonts=True, zoom=2,
        font_family="DejaVu Sans", monospace_family="DejaVu Sans Mono",
    )  # fmt: skip


def small(png):
    """A picture in 64 colours, as the text that a notebook stores."""
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(64).save(out, "png", optimize=True)
    return base64.b64encode(out.getvalue()).decode()


def joined(outputs):
    """The outputs with what a cell printed in one piece, however many messages it came in."""
    kept = []
    for output in outputs:
        if output.output_type == "stream" and kept and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


def cell_id(path, number):
    """The name of a cell by its place, as JupyterLab makes names at random: 05-outer-01, 05-outer-02, …"""
    return f"{path.stem.replace('_', '-')}-{number:02d}"


def slide(cell):
    """Where a cell stands when the notebook is shown as slides: a heading begins a slide; other text, and a live
    figure, one below it."""
    if cell.cell_type == "code":
        return "subslide" if stored.shows_a_figure(cell) else "-"  # with what stands before it
    return "slide" if cell.source.startswith(("# ", "## ")) else "subslide"


def settled(notebook):
    """The executed notebook without what changes from run to run, and with the places of its cells as slides."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": LANGUAGE,
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        cell.metadata["slideshow"] = {"slide_type": slide(cell)}
        if "outputs" in cell:
            cell.outputs = [one for one in joined(cell.outputs) if list(one.get("data", "")) != [WIDGET_VIEW]]
        for output in cell.get("outputs", []):
            data, about = output.get("data", {}), output.get("metadata", {})
            data.pop(WIDGET_VIEW, None)
            if "image/svg+xml" in data:
                data["image/png"] = small(raster(data["image/svg+xml"]))
                about["image/png"] = about["image/svg+xml"]
            elif "image/png" in data:
                data["image/png"] = small(base64.b64decode(data["image/png"]))
    return notebook


def store_picture():
    """The picture of the README: the figure of notebook 06 as it first appears."""
    from backprop.widgets import pullback

    still = pullback.figure.still()["image/svg+xml"]
    (NOTEBOOKS / "pullback.svg").write_text(still + "\n", encoding="utf-8", newline="\n")


def store(path):
    """Write what is derived into the notebook at `path`, run it and write it back."""
    notebook = nbformat.read(path, as_version=4)
    if path in stored.PATHS:
        derived.into(notebook, stored.PATHS.index(path))
    notebook = settled(run(notebook))
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = cell_id(path, number)
        if cell.cell_type == "markdown":
            cell.source = coloured(cell.source)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def write_readme():
    """The table of README."""
    text = derived.readme(derived.README.read_text(encoding="utf-8"))
    derived.README.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for path in [Path(name).resolve() for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb")):
        print(path.name, flush=True)
        store(path)
    store_picture()
    write_readme()
