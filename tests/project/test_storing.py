"""`make notebooks` says what changes; it stores no picture that the tests of figures refuse, and no error."""

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

import changes
import store_notebooks
import stored

SVG = '<svg><circle r="3" cx="{}"/><text x="1">η = {}</text></svg>'


def notebook(printed, cx, eta):
    """One cell that prints, and one that shows a picture."""
    picture = {"image/svg+xml": SVG.format(cx, eta), "image/png": f"{cx}{eta}", "text/plain": "words"}
    outputs = [[nbformat.v4.new_output("stream", name="stdout", text=printed)],
               [nbformat.v4.new_output("display_data", picture)]]  # fmt: skip
    cells = [nbformat.v4.new_code_cell(f"cell {k}", outputs=one) for k, one in enumerate(outputs)]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("text"), *cells])


BEFORE = notebook("a = 0.5 and b = 2", 7, -0.4)


def test_a_change_is_told_by_its_cell_its_kind_and_its_words():
    told = changes.between_notebooks(BEFORE, notebook("a = 0.6 and b = 2", 8, 0.4))
    assert told == ["  cell 2, stdout: 0.5 → 0.6", '  cell 3, image/svg+xml: -0.4 → 0.4, cx="7" → cx="8"']
    assert changes.between_notebooks(BEFORE, notebook("a = 0.5 and b = 2", 7, -0.4)) == []
    spaced = notebook("a = 0.5 and b =  2", 7, -0.4)
    assert changes.between_notebooks(BEFORE, spaced) == ["  cell 2, stdout: spaces alone"]


def test_an_output_that_comes_or_goes_is_told():
    without = notebook("a = 0.5 and b = 2", 7, -0.4)
    without.cells[2].outputs = []
    assert "  cell 3, image/svg+xml: is gone" in changes.between_notebooks(BEFORE, without)
    assert "  cell 3, text/plain: appears" in changes.between_notebooks(without, BEFORE)


def test_many_changes_are_counted():
    old, new = (" ".join(f"{k} x{k + shift}" for k in range(9)) for shift in (0, 20))
    assert changes.between(old, new).endswith("x4 → x24, and 4 more")


def test_a_plot_is_told_by_its_points():
    import base64
    import io

    from PIL import Image

    def png(colour, width=10):
        picture, out = Image.new("RGB", (width, 10), "white"), io.BytesIO()
        picture.paste(colour, (0, 0, 5, 2))
        picture.save(out, "png")
        return base64.b64encode(out.getvalue()).decode()

    assert changes.pixels(png("red"), png("blue")) == "10.00 % of the points"
    assert changes.pixels(png("red"), png("red", 12)) == "10 × 10 → 12 × 10 points"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A notebook that is stored, and of which a run gives another picture."""
    path = tmp_path / "05_outer.ipynb"
    nbformat.write(BEFORE, path)
    (tmp_path / "pullback.svg").write_text("before")
    monkeypatch.setattr(store_notebooks, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(store_notebooks, "executed", lambda path: notebook("a = 0.5 and b = 2", 7, 0.4))
    return path


def test_a_picture_that_the_tests_refuse_is_not_stored(folder, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(store_notebooks, "figures_pass", lambda stems: asked.append(stems))
    before = folder.read_bytes()
    with pytest.raises(SystemExit, match="Nothing is stored"):
        store_notebooks.main([folder])
    assert asked == [{"outer"}] and folder.read_bytes() == before
    assert (folder.parent / "pullback.svg").read_text() == "before"
    assert "cell 3, image/svg+xml: -0.4 → 0.4" in capsys.readouterr().out


def test_a_picture_that_they_pass_is_stored(folder, monkeypatch):
    monkeypatch.setattr(store_notebooks, "figures_pass", lambda stems: True)
    store_notebooks.main([folder])
    assert "η = 0.4" in stored.read(folder).cells[2].outputs[0].data["image/svg+xml"]


@pytest.mark.parametrize("code", [0, 1, 5])
def test_the_tests_of_the_figure_are_asked(monkeypatch, code):
    asked = []

    def run(words, cwd):
        asked.extend(words)
        return type("Done", (), {"returncode": code})

    monkeypatch.setattr(store_notebooks.subprocess, "run", run)
    assert store_notebooks.figures_pass({"outer", "eta"}) == (code == 0)
    assert asked[-3:] == ["tests/figures", "-k", "eta or outer"]


def test_a_failing_cell_stops_the_storing(tmp_path):
    path = tmp_path / "broken.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")]), path)
    before = path.read_bytes()
    with pytest.raises(CellExecutionError):
        store_notebooks.main([path])
    assert path.read_bytes() == before
