"""What a page offers of a figure's controls, as data that HTML and the player are made from.

A setting is known by its place in `values`; the player knows nothing else of what it means.
"""

from dataclasses import dataclass, field

from backprop.widgets.controls import Choice, Index, Slider


@dataclass
class Offered:
    """A control on a page.

    `values` are its settings, `says` each as it is written, `labels` what the control is called at each; `first` is
    the place of its first setting. `top`: the control that tells its upper end, and the place of that end for each of
    its settings; `when`: a control, and the place of the setting at which this one counts.
    """

    name: str
    kind: str
    values: list
    says: list
    labels: list
    first: int
    alone: bool
    top: tuple | None = None
    when: tuple | None = None


@dataclass
class Offer:
    """All controls of a figure by name, and the states that its page has."""

    controls: dict = field(default_factory=dict)
    states: list = field(default_factory=list)

    def places(self, state):
        """The place of each control's setting in a state."""
        return [one.values.index(state[name]) for name, one in self.controls.items()]


def of(figure):
    """What a page offers of `figure`."""
    states, offer = figure.states(), Offer()
    offer.states = states
    for name, control in figure.controls.items():
        used = {state[name] for state in states}
        every = control.settings(widest(figure, control))
        values = [value for value in every if value in used]
        first = values.index(control.fit(control.first, figure.settled()))
        kind = "choice" if isinstance(control, Choice) else "number" if isinstance(control, Index) else "range"
        says, labels = _says(control, values), _labels(control, values)
        one = Offered(name, kind, values, says, labels, first, alone=name in figure.alone)
        bound = getattr(control, "high", None)
        if hasattr(bound, "values"):
            other = offer.controls[bound.control]
            one.top = other.name, [values.index(bound.values[value]) for value in other.values]
        if control.when:
            other = offer.controls[control.when[0]]
            one.when = other.name, other.values.index(control.when[1])
        offer.controls[name] = one
    return offer


def is_all(figure, offer):
    """Whether a page offers every setting of the figure's controls."""
    return not figure.alone and all(control.offered is None for control in figure.controls.values())


def widest(figure, control):
    """Values of the other controls at which this one has most settings."""
    bound = getattr(control, "high", None)
    if not hasattr(bound, "values"):
        return figure.settled()
    return {**figure.settled(), bound.control: max(bound.values, key=bound.values.get)}


def _says(control, values):
    if isinstance(control, Choice):
        return [words for words, value in control.pairs() if value in values]
    if isinstance(control, Slider):
        return [f"{value:.{control.decimals}f}".replace("-", "−") for value in values]
    return [str(value) for value in values]


def _labels(control, values):
    if isinstance(control, Index):
        return [control.about(value) for value in values]
    return [control.label]
