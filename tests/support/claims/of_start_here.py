"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import pytest

import stored
from backprop.course import NOTEBOOKS, name
from backprop.widgets import start_here as start_figure
from claiming import W, b


@pytest.fixture(params=stored.PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


def notebook():
    steps = len(start_figure.STEPS)
    yield f"Move the slider from 1 to {steps}."
    yield f"And after step {steps} every weight"
    with_map = [name(one) for one in NOTEBOOKS if one.lights]
    first, last = with_map[0][:2], with_map[-1][:2]
    assert f"Notebooks {first} to {last} begin with this map" in stored.markdown(stored.PATHS[0])
    assert with_map == [path.stem for path in stored.PATHS if first <= path.stem[:2] <= last]
    for stem in with_map:
        cells = stored.read(stored.FOLDER / f"{stem}.ipynb").cells
        assert any("derivation_map.show" in cell.source for cell in cells), stem


def guide():
    into_3, outputs = W[2].size, len(b[2])
    yield (
        f"Wrong: {outputs}, one for each output (the weights are taken for units). Right: {into_3}, one for "
        "each weight."
    )
    assert sorted(W) == [1, 2]
    yield "Wrong: W³, of which there is none; the index names the layer that the weights leave."
    yield "Then the two deltas: with a layer above, a sensitivity; with two indices below, Kronecker's symbol."
