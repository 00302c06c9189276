"""All that is held of a figure at one setting: its numbers, its sentence, its picture."""

import re

import finite
import pictures
import plots
from diagram import Diagram
from figures import FIGURES
from oracles import NUMBER, Seen
from pictures import of_derivation_map
from reading import shown


def check(name, **values):
    """The figure at these values: its numbers are right, and sentence and picture say them."""
    figure = FIGURES[name]
    with finite.in_silence():
        drawn, picture = shown(name, **values)
    seen = Seen(figure, drawn)
    finite.check(name, figure, drawn, seen)
    pictures.oracle(name, "_says")(drawn.values, drawn.numbers, seen)
    check_words(name, drawn.sentence)
    if figure.is_plot:
        plots.check(picture)
    else:
        assert not picture.faults(), picture.faults()
    pictures.oracle(name)(drawn.values, drawn.numbers, picture)


def check_words(name, sentence):
    """The words of a figure's sentence are those that its numbers stand in."""
    bare = re.sub("[₀-₉]+", "ᵢ", NUMBER.sub("#", sentence))
    assert re.fullmatch(pictures.oracle(name, "_words"), bare), (name, bare)


def check_map(module):
    """Every map of the derivation, as a module draws it."""
    assert set(module.STEPS) == set(of_derivation_map.LIT)
    for step in module.STEPS:
        diagram = Diagram(module.draw(step), repr(module.show(step)))
        assert not diagram.faults(), diagram.faults()
        of_derivation_map.of_step(step, diagram)
