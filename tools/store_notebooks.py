"""Run every notebook from a fresh kernel and store it with its outputs: what `make notebooks` does.

What would differ from one run or machine to the next is left out, so that a second run leaves no difference:
execution times, and the state and the views of widgets (their stills stay).

A diagram is stored as SVG and also as PNG: JupyterLab shows no SVG in a notebook that it does not trust, which is
what a fresh clone is until its cells are run.

What changes is printed, and a changed picture is stored only after the tests of its figure have passed.
"""

import base64
import io
import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import nbformat
import resvg_py
from nbclient import NotebookClient
from PIL import Image

import changes
import derived
import place
import stored
from your_turn import coloured

NOTEBOOKS, CITATION = stored.FOLDER, place.TOP / "CITATION.cff"
os.environ["BACKPROP_PROGRESS"] = os.devnull  # the author's own progress is not stored in a notebook
# As a kernel of this Python reports it: JupyterLab marks a notebook that has anything else as changed on opening it.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3}, "file_extension": ".py", "mimetype": "text/x-python",
    "name": "python", "nbconvert_exporter": "python", "pygments_lexer": "ipython3", "version": "3.11.7",
}  # fmt: skip
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def run(notebook):
    """The notebook executed in the folder of the notebooks; the first error stops it."""
    NotebookClient(
        notebook, timeout=60, kernel_name="python3", record_timing=False, resources={"metadata": {"path": NOTEBOOKS}},
        extra_arguments=stored.QUIET,
    ).execute()  # fmt: skip
    return notebook


def raster(svg, zoom=2):
    """A diagram as PNG bytes, at `zoom` pixels a point, in the font that comes with matplotlib."""
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    files = [str(fonts / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf")]
    return resvg_py.svg_to_bytes(
        svg_string=svg, font_files=files, skip_system_fonts=True, zoom=zoom,
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


def executed(path):
    """The notebook at `path` with what is derived, run and settled, as it is to be stored."""
    notebook = stored.read(path)
    if path in stored.PATHS:
        derived.into(notebook, stored.PATHS.index(path))
    notebook = settled(run(notebook))
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = cell_id(path, number)
        if cell.cell_type == "markdown":
            cell.source = coloured(cell.source)
    nbformat.validate(notebook)
    return notebook


def write(path, text):
    """Store a text, with one newline at its end and the same ends of lines on every system."""
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")


def picture():
    """The picture of the README: the figure of notebook 06 as it first appears."""
    from backprop.widgets import pullback

    return pullback.figure.still()["image/svg+xml"]


def figures_pass(stems):
    """Whether the tests of the figures of these stems pass: a picture that is stored has been checked."""
    names = " or ".join(sorted(stems))
    words = ["-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "tests/figures", "-k", names]
    return subprocess.run([sys.executable, *words], cwd=NOTEBOOKS.parent).returncode == 0


def main(paths):
    """Run the notebooks, say what changes, and store them: none if a picture changes and a test of figures is red."""
    fresh, drawn_anew = {}, set()
    for path in paths:
        print(path.name, flush=True)
        fresh[path] = executed(path)
        lines = changes.between_notebooks(stored.read(path), fresh[path])
        print("\n".join(lines) or "  no output changes", flush=True)
        if any(", image/" in line for line in lines):
            drawn_anew.add(path.stem[3:])
    if drawn_anew and not figures_pass(drawn_anew):
        sys.exit("Nothing is stored: pictures change, and the tests of their figures fail.")
    for path, notebook in fresh.items():
        write(path, nbformat.writes(notebook))
    write(NOTEBOOKS / "pullback.svg", picture())


if __name__ == "__main__":
    main([Path(name).resolve() for name in sys.argv[1:]] or stored.PATHS)
    write(derived.README, derived.readme(derived.README.read_text(encoding="utf-8")))
    subprocess.run([sys.executable, NOTEBOOKS.parent / "tests" / "bench" / "report.py"], check=True)  # speed
    for page in stored.PAGES:
        write(page, derived.page(page, page.read_text(encoding="utf-8")))
    write(CITATION, place.citation(CITATION.read_text(encoding="utf-8")))
