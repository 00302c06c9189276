"""Every equation of the notebooks is evaluated on both sides, and stands in the notebook as it is evaluated."""

import importlib
from pathlib import Path

import numpy as np
import pytest

import equations
import stored
from equations.network import Network
from random_networks import relative

for path in sorted(Path(equations.__file__).parent.glob("of_*.py")):
    importlib.import_module(f"equations.{path.stem}")

WRITTEN = {tag: latex for path in stored.PATHS for tag, latex in stored.equations(path).items()}
NETWORKS = [Network(layers, seed) for layers, seed in [(2, 0), (3, 0), (3, 1), (4, 0), (5, 0), (6, 0)]]


def disagreement(sides):
    """The largest relative error between the first side and any other, over what the method allows."""
    allowed = 1e-12
    if isinstance(sides[-1], float) and len(sides) > 2:
        *sides, allowed = sides
    first, *others = [np.asarray(side, float) for side in sides]
    assert others
    return max(relative(other, first) for other in others) / allowed


@pytest.mark.parametrize("tag", equations.EQUATIONS)
def test_both_sides_agree(tag):
    _, verify = equations.EQUATIONS[tag]
    for net in NETWORKS:
        assert disagreement(verify(net)) < 1, f"({tag}) for {net.top} layers"


def test_every_tag_has_a_verifier_and_every_verifier_a_tag():
    assert set(WRITTEN) == set(equations.EQUATIONS)


@pytest.mark.parametrize("tag", equations.EQUATIONS)
def test_the_notebook_has_the_equation_that_is_verified(tag):
    latex, _ = equations.EQUATIONS[tag]
    assert WRITTEN[tag] == stored.bare(latex)


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_tags_bear_the_number_of_their_notebook_and_count_up(path):
    tags = list(stored.equations(path))
    assert tags == [f"{int(path.stem[:2])}.{k}" for k in range(1, len(tags) + 1)]


def test_every_equation_cited_exists():
    """(4.1) in the text of a notebook, in code or in a docstring is an equation of the course."""
    import re

    import backprop

    texts = {path.name: path.read_text(encoding="utf-8") for path in Path(backprop.__file__).parent.rglob("*.py")}
    for path in stored.PATHS:
        texts[path.name] = "\n".join(cell.source for cell in stored.read(path).cells)
    for name, text in texts.items():
        for tag in re.findall(r"(?<![\w.])\((1?\d\.\d{1,2})\)", text):
            assert tag in equations.EQUATIONS, f"{name} cites ({tag})"


def test_a_wrong_equation_is_seen():
    net = NETWORKS[1]
    assert disagreement((net.dW[2], net.dW[2] * 1.001)) > 1
    with pytest.raises(AssertionError):
        disagreement((net.eta[2], net.delta[3]))
