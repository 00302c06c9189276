"""A live figure is data: controls, and three pure functions from their values to numbers, a sentence and a picture.

Front ends show it. This module and those that make figures import none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from . import svg
from .controls import Film


class Rendered(NamedTuple):
    """A figure at one setting."""

    values: dict
    numbers: dict
    sentence: str
    picture: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """A live figure.

    `about`: what it shows, as a picture's name. `controls`: each by its name, in an order in which every rule names
    controls above. `compute(**values)` gives the numbers, by name; `say(numbers)` the sentence under the picture;
    `view` is a function from the numbers to an SVG diagram, or a kind of `Plot`. `rows`: the names of the controls in
    each row, and films; each control has a row of its own unless told. `alone`: controls of which a published page
    turns no more than one at a time. Raises ValueError for a rule that names a control not above it.
    """

    about: str
    controls: Mapping
    compute: Callable
    say: Callable
    view: Callable
    rows: tuple = ()
    alone: tuple = ()

    def __post_init__(self):
        above = []
        for name, control in self.controls.items():
            for other in control.named():
                if other not in above:
                    raise ValueError(f"the rule of {name!r} names {other!r}, which is no control above it")
            above.append(name)
        object.__setattr__(self, "rows", self.rows or tuple((name,) for name in self.controls))
        placed = sorted(name for row in self.rows for name in row if not isinstance(name, Film))
        if placed != sorted(self.controls):
            raise ValueError(f"rows must have each of {', '.join(self.controls)} once; got {', '.join(placed)}")

    def __call__(self):
        """The figure as a widget, in Jupyter."""
        from ..jupyter.show import Live

        return Live(self)

    @property
    def is_plot(self):
        """Whether its view is a plot, whose picture lies on a `paper`."""
        return isinstance(self.view, type)

    def settled(self, **values):
        """The values of all controls: those given, brought into their bounds, and the first of the others.

        Raises ValueError for a name that is no control, and for a value that its control cannot take.
        """
        unknown = values.keys() - self.controls.keys()
        if unknown:
            raise ValueError(f"no control {', '.join(sorted(unknown))}; there are {', '.join(self.controls)}")
        settled = {}
        for name, control in self.controls.items():
            settled[name] = control.fit(values.get(name, control.first), settled)
        return settled

    def render(self, **values):
        """The figure at these values: `values` of all controls, `numbers`, `sentence`, `picture`."""
        values = self.settled(**values)
        numbers = self.compute(**values)
        drawn = self._drawer()(numbers)
        return Rendered(values, numbers, self.say(numbers), svg.titled(drawn, self.about))

    def still(self, **values):
        """The figure at these values as MIME data that needs no kernel: the picture, and the sentence as text."""
        numbers = self.compute(**self.settled(**values))
        sentence = self.say(numbers)
        if self.is_plot:
            return {"image/png": self._drawer().still(numbers, sentence), "text/plain": sentence}
        picture = svg.titled(svg.captioned(self.view(numbers), sentence), self.about)
        return {"image/svg+xml": picture, "text/plain": sentence}

    def states(self):
        """The settings that a published page offers, each a dict of the values of all controls.

        What does not count stands at its first setting.
        """
        found = [{}]
        for name, control in self.controls.items():
            found = [{**values, name: one} for values in found for one in self._offers(name, control, values)]
        return found

    def _offers(self, name, control, values):
        turned = any(values[other] != self.controls[other].first for other in self.alone if other in values)
        if not control.counts(values) or (turned and name in self.alone):
            return [control.fit(control.first, values)]
        return control.offers(values)

    def _drawer(self):
        """The function that draws: of plots the one that is kept of their kind."""
        return self.view.kept() if self.is_plot else self.view

    @property
    def paper(self):
        """What a plot's picture lies on, as the address of a PNG; "" for a diagram."""
        return self._drawer().paper if self.is_plot else ""


@dataclass(frozen=True)
class Press:
    """A button that runs `work()` and shows the text that it returns; `before` is the text until then.

    For what must not be stored with a notebook, such as a timing: its still shows `before`.
    """

    label: str
    work: Callable
    before: str

    def __call__(self):
        """The button as a widget, in Jupyter."""
        from ..jupyter.press import LivePress

        return LivePress(self)
