"""Every live figure of the course, and the settings of a control that a test must reach."""

from backprop.widgets.catalogue import FIGURES
from backprop.widgets.controls import Choice, Slider, Steps

STEMS = sorted({name.split(".")[0] for name in FIGURES})
PLOTS = [name for name, figure in FIGURES.items() if figure.is_plot]


def few(control, values):
    """The settings of a control that a test must reach: both ends and the middle, or every choice."""
    every = control.settings(values)
    return every if isinstance(control, Choice) else [every[0], every[(len(every) - 1) // 2], every[-1]]


def corners(figure):
    """Every combination of the few settings of all controls, what does not count as it is at first."""
    found = [{}]
    for name, control in figure.controls.items():
        offered = lambda values, control=control: few(control, values) if control.counts(values) else [control.first]
        found = [{**values, name: one} for values in found for one in offered(values)]
    return found


def turned(figure):
    """The figure's first setting, and each control turned alone to its few settings: the values of each."""
    for name, control in figure.controls.items():
        first = figure.settled()
        if not control.counts(first):
            first |= dict([control.when])
        for value in few(control, first):
            yield name, figure.settled(**{**first, name: value})


def looked_at(figure):
    """Settings at which sizes and colours of words are looked at: those of a plot's change little, and it is slow."""
    if figure.is_plot:
        return [figure.settled(), figure.settled(**corners(figure)[-1])]
    return [values for _, values in turned(figure)]


def last_choices(figure):
    """The last setting of each choice, with which what depends on it has its longest range."""
    choices = {name: control for name, control in figure.controls.items() if isinstance(control, Choice)}
    return {name: control.settings({})[-1] for name, control in choices.items()}


def anywhere(figure, draw):
    """A setting drawn over the whole range of every control; an end every fifth time, and of a slider every fourth
    time a number that is typed, between its steps."""
    values = {}
    for name, control in figure.controls.items():
        every = control.settings(values)
        values[name] = draw.choice([every[0], every[-1]] if draw.random() < 0.2 else every)
        if isinstance(control, Slider) and draw.random() < 0.25:
            values[name] = round(draw.uniform(control.low, control.high), 3)
    return figure.settled(**values)


def walked(figure):
    """The first setting; each control turned alone: every step and choice of a diagram, ends and middle of others."""
    first = figure.settled()
    found = [first]
    for name, control in figure.controls.items():
        starts = [first, {**first, **last_choices(figure)}] if type(control) is Steps else [first]
        for start in starts:
            every = control.settings(start)
            pressed = not figure.is_plot and type(control) in (Choice, Steps)
            start = start if control.counts(start) else {**start, **dict([control.when])}
            turned = every if pressed else [every[0], every[(len(every) - 1) // 2], every[-1]]
            found += [figure.settled(**{**start, name: value}) for value in turned]
    return [values for k, values in enumerate(found) if values not in found[:k]]
