"""A figure as a widget: its controls are ipywidgets, and each change is drawn once.

What must be known of a page beside that (names for screen readers, sizes, the colours by night) is in figures.css and
figures.js.
"""

import html
from threading import RLock

import ipywidgets

from ..widgets import controls as kinds
from . import page
from .film import player


class Live(ipywidgets.VBox):
    """A live figure. `figure` is its data; `controls` its widgets by name; `numbers` and `sentence` what it shows."""

    def __init__(self, figure):
        self.figure, self.numbers, self.sentence = figure, {}, ""
        self.controls = {name: WIDGETS[type(control)](control) for name, control in figure.controls.items()}
        self._turn, self._settling, self._picture = RLock(), False, ""
        self._shown = ipywidgets.HTML()
        self._shown.add_class("backprop-shown")
        paper = self._lay_on_paper()
        self._follow()
        for control in self.controls.values():
            control.observe(self._follow, "value")
        box = ipywidgets.Box([self._shown])
        box.add_class("backprop-picture")
        super().__init__([*self._rows(), page.notices(), box, page.style(paper)])
        for name in ("backprop-live", page.WIDGET):
            self.add_class(name)

    def _lay_on_paper(self):
        """A plot's paper as a rule of style, so that it is sent once and stays where it is while the plot moves."""
        if not self.figure.is_plot:
            return ""
        view = self.figure.view
        name = f"backprop-paper-{view.__module__.rpartition('.')[2]}-{view.__name__}"
        self._shown.add_class(name)
        return f".backprop-shown.{name} {{ background-image: url({self.figure.paper}) }}"

    def _rows(self):
        for row in self.figure.rows:
            parts = [player(self, part) if isinstance(part, kinds.Film) else [self.controls[part]] for part in row]
            box = ipywidgets.HBox([widget for part in parts for widget in part])
            box.add_class("backprop-row")
            yield box

    def values(self):
        """What the controls say now, by name."""
        return {name: control.value for name, control in self.controls.items()}

    def _follow(self, change=None):
        """Bring bounds, picture and sentence up to what the controls say.

        One change at a time: JupyterLab has the kernel handle each control's messages in a thread of its own. A
        control that a rule moves is drawn with the change that moved it.
        """
        with self._turn:
            if self._settling:
                return
            self._settling = True
            try:
                self._keep_rules()
            finally:
                self._settling = False
            self._draw()

    def _keep_rules(self):
        for name, control in self.figure.controls.items():
            widget, values = self.controls[name], self.values()
            if isinstance(control, kinds.Steps):
                widget.max = control.top(values)
            if isinstance(control, kinds.Index):
                widget.description = control.about(widget.value)
            widget.disabled = not control.counts(values)

    def _draw(self):
        """Show what the figure is at these values, or an error, which is raised as well."""
        try:
            drawn = self.figure.render(**self.values())
        except Exception as error:
            self._show(self._picture, page.alert("This figure could not be drawn.", error))
            raise
        self.numbers, self.sentence, self._picture = drawn.numbers, drawn.sentence, drawn.picture
        self._show(drawn.picture, f"<p>{html.escape(drawn.sentence)}</p>")

    def _show(self, picture, words):
        """Picture and words, which go to the page in one message: that is faster than two."""
        self._shown.value = f'{picture}<div class="backprop-words">{words}</div>'

    def _ipython_display_(self, **options):
        still = self.figure.still(**self.values())
        alt = {"alt": self.sentence, "width": page.WIDTH}
        page.display_with_still(still, {mime: alt for mime in still if mime.startswith("image/")}, self)


def slider(control):
    """A slider for a quantity, with a readout that can be typed into."""
    return ipywidgets.FloatSlider(
        value=control.first, min=control.low, max=control.high, step=control.step, description=control.label,
        readout_format=f".{control.decimals}f", style=LABEL, layout={"width": "400px", "max_width": "100%"},
    )  # fmt: skip


def steps(control):
    """A slider for whole numbers, with a readout that can be typed into."""
    high = control.high if isinstance(control.high, int) else max(control.high.values.values())
    return ipywidgets.IntSlider(
        value=control.first, min=control.low, max=high, description=control.label,
        style=LABEL, layout={"width": "400px", "max_width": "100%"},
    )  # fmt: skip


def index(control):
    """A number field."""
    return ipywidgets.BoundedIntText(
        value=control.first, min=control.low, max=control.high, description=control.about(control.first),
        style=LABEL, layout={"width": "max-content"},
    )  # fmt: skip


def choice(control):
    """A row of buttons."""
    return ipywidgets.ToggleButtons(
        options=control.pairs(), value=control.first, description=control.label,
        style={**LABEL, "button_width": f"{control.width}px"}, layout={"width": "max-content", "max_width": "100%"},
    )  # fmt: skip


LABEL = {"description_width": "initial"}
WIDGETS = {kinds.Slider: slider, kinds.Steps: steps, kinds.Index: index, kinds.Choice: choice}
