"""The engine of the live figures: it joins controls, a picture and a sentence.

A figure is made of three parts that know nothing of each other: `compute(**values)` turns the values of the
controls into numbers, by the step modules; a view turns the numbers into a picture and `say(numbers)` into a
sentence; `Live` wires them. A view is either a function that writes an SVG diagram or a `Plot`.
"""

import base64
import html
import re
from threading import RLock

import ipywidgets

from .palette import ERROR, INK, NIGHT, PAPER
from .svg import lines, text

WORDS = "margin:4px 0;font-size:16px;line-height:1.4"  # the style of what is said under a picture
LARGE = ".backprop-live, .backprop-exercise { --jp-widgets-font-size: 15px; }"  # of labels, buttons and readouts
BY_NIGHT = "".join(  # the symbols in the mathematics of the whole page, while JupyterLab is dark
    '[data-jp-theme-light="false"] mjx-mstyle[style*="rgb({}, {}, {})"] '.format(*bytes.fromhex(INK[name][1:]))
    + f"{{color: {colour} !important}}"
    for name, colour in NIGHT.items()
)
WIDTH = 860  # pixels: what JupyterLab leaves for an output beside its side bar, on a screen 1280 wide


class Live(ipywidgets.VBox):
    """A live figure. `controls` and `numbers` are its controls by name and the numbers that it shows now.

    `controls`: dict of widgets with a value. `compute(**values)` returns the numbers, by name. `view`: a function
    of the numbers that returns SVG, or a `Plot`. `say(numbers)` returns the sentence under the picture. `rows`: the
    names of the controls in each row; a widget among them, such as a button that moves a control, is shown as it is.
    """

    def __init__(self, controls, compute, view, say, rows=None):
        self.controls, self.numbers, self.sentence = controls, {}, ""
        self._compute, self._view, self._say, self._turn = compute, view, say, RLock()
        self._is_plot, self._drawn = hasattr(view, "paper"), ""
        wide = {"width": f"{WIDTH}px", "max_width": "100%"}
        self._shown = ipywidgets.HTML(layout=wide)
        for control in controls.values():
            control.observe(self._follow, "value")
        rows = rows or [[name] for name in controls]
        row_layout = {"flex_flow": "row wrap", "max_width": "100%", "overflow": "hidden", "align_items": "center"}
        placed = [[controls[name] if isinstance(name, str) else name for name in row] for row in rows]
        boxes = [ipywidgets.HBox(row, layout=row_layout) for row in placed]
        self._follow()
        shown = self._on_paper(wide) if self._is_plot else self._shown
        style = ipywidgets.HTML(f"<style>{LARGE}{BY_NIGHT}</style>", layout={"display": "none"})
        super().__init__([*boxes, shown, style], layout={"overflow": "hidden"})
        self.add_class("backprop-live")

    def _on_paper(self, wide):
        """A plot's paper, and on it what moves: two widgets in one cell of a grid."""
        paper = ipywidgets.HTML(self._view.paper, layout=wide)
        paper.layout.grid_area = self._shown.layout.grid_area = "1 / 1"
        return ipywidgets.GridBox([paper, self._shown], layout={"align_items": "flex-start", **wide})

    def values(self):
        """What the controls say now, by name."""
        return {name: control.value for name, control in self.controls.items()}

    def _follow(self, change=None):
        """Bring numbers, picture and sentence up to what the controls say; show an error and raise it.

        One change at a time: JupyterLab has the kernel handle each control's messages in a thread of its own.
        """
        with self._turn:
            try:
                numbers = self._compute(**self.values())
                sentence = self._say(numbers)
                picture = self._view(numbers, sentence) if self._is_plot else self._view(numbers)
            except Exception as error:
                self._show(self._drawn, alert("This figure could not be drawn.", error))
                raise
            self.numbers, self.sentence = numbers, sentence
            self._show(picture, f'<p role="status" style="{WORDS}">{html.escape(sentence)}</p>')

    def _show(self, picture, words):
        """Picture and words, which go to the page in one message: that is faster than two."""
        self._drawn = picture
        self._shown.value = f'{picture}<div style="min-height:76px">{words}</div>'

    def still(self):
        """The figure as it stands, as MIME data that needs no kernel: the picture, and the sentence as text."""
        if self._is_plot:
            picture = {"image/png": base64.b64encode(self._view.png(self.numbers, caption=self.sentence)).decode()}
        else:
            picture = {"image/svg+xml": captioned(self._view(self.numbers), self.sentence)}
        return {**picture, "text/plain": self.sentence}

    def _repr_mimebundle_(self, **options):
        view = super()._repr_mimebundle_(**options)
        still = self.still()
        alt = {mime: {"alt": self.sentence, "width": WIDTH} for mime in still if mime.startswith("image/")}
        return {**view, **still}, alt


class Press(ipywidgets.VBox):
    """A button that runs `work()` and shows the text that it returns; `before` is the text until then.

    For what must not be stored with a notebook, such as a timing: the still shows `before`. `.text` is the text
    shown now, `.button` the button. An error in `work` is shown in red and raised.
    """

    def __init__(self, label, work, before):
        self.button = ipywidgets.Button(description=label, layout={"width": "max-content"})
        self._work, self._before = work, before
        self._words = ipywidgets.HTML(layout={"max_width": "100%", "min_height": "52px"})
        self._show(before)
        self.button.on_click(self.press)
        super().__init__([self.button, self._words], layout={"overflow": "hidden"})

    def press(self, _=None):
        """Run the work and show what it says."""
        self.button.disabled = True
        try:
            self._show(self._work())
        except Exception as error:
            self._words.value = alert("This could not be run.", error)
            raise
        finally:
            self.button.disabled = False

    def _show(self, text):
        self.text = text
        self._words.value = (
            f'<pre role="status" style="margin:4px 0;font-size:15px;line-height:1.4">{html.escape(text)}</pre>'
        )

    def _repr_mimebundle_(self, **options):
        view = super()._repr_mimebundle_(**options)
        return {**view, "text/plain": self._before}


def alert(title, error):
    """An error as it is shown in a figure."""
    return (
        f'<p role="alert" style="{WORDS};color:{ERROR};background:{PAPER}"><b>{title}</b> '
        f"{html.escape(type(error).__name__)}: {html.escape(str(error))}</p>"
    )


def captioned(svg, sentence):
    """A diagram with its sentence written below it."""
    height = int(re.search(r'viewBox="0 0 \d+ (\d+)"', svg)[1])
    words = lines(sentence, 100)
    below = "".join(text(10, height + 24 + 22 * i, line, size=15, anchor="start") for i, line in enumerate(words))
    taller = height + 20 + 22 * len(words)
    svg = svg.replace(f'0 0 {WIDTH} {height}"', f'0 0 {WIDTH} {taller}"').replace(
        f'height="{height}"', f'height="{taller}"'
    )
    return svg.replace("</svg>", below + "</svg>")


LABEL = {"description_width": "initial"}


def slider(label, value, low, high, step, decimals=2, **options):
    """A slider for a quantity, with a readout that can be typed into."""
    return ipywidgets.FloatSlider(
        value=value, min=low, max=high, step=step, description=label, readout_format=f".{decimals}f",
        style=LABEL, layout={"width": "400px", "margin": "2px 24px 2px 2px"}, **options,
    )  # fmt: skip


def steps(label, value, high, low=0):
    """A slider for whole numbers, with a readout that can be typed into."""
    return ipywidgets.IntSlider(
        value=value, min=low, max=high, description=label, style=LABEL,
        layout={"width": "400px", "margin": "2px 24px 2px 2px"},
    )  # fmt: skip


def choice(label, options, value, button=60):
    """A row of buttons `button` pixels wide, for a few choices."""
    return ipywidgets.ToggleButtons(
        options=options, value=value, description=label, style={**LABEL, "button_width": f"{button}px"},
        layout={"display": "flex", "width": "max-content", "grid_gap": "8px", "margin": "2px 24px 2px 2px"},
    )  # fmt: skip


def index(label, value, high):
    """A number field for an index from 1 to `high`."""
    return ipywidgets.BoundedIntText(
        value=value, min=1, max=high, description=label, style=LABEL,
        layout={"width": "180px", "margin": "2px 24px 2px 2px"},
    )  # fmt: skip
