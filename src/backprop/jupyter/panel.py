"""The panel that shows a verdict in a notebook, with three buttons of help that appear one after the other."""

import html

import ipywidgets

from ..exercises import record
from ..widgets.palette import INK, LINE, PAPER, TEXT
from . import page

EDGES = {"✓": INK["a"], "○": LINE, "✗": INK["eta"], "!": INK["eta"]}


class Panel(ipywidgets.VBox):
    """The verdict; under it what has been opened of Hint 1, Hint 2 and the answer, and a button for the next."""

    def __init__(self, result):
        self.result, self.helps, self._shown = result, record.helps_of(result.exercise), 0
        if result.correct:
            self.helps = self.helps[-1:]  # who has the answer needs no hint to it
        self.button = ipywidgets.Button(layout={"width": "max-content"})
        self.button.on_click(self.show_next)
        self._verdict = ipywidgets.HTML(_verdict(result), layout=WIDE)
        self._help = ipywidgets.HTML(layout=WIDE)
        self._follow()
        super().__init__([self._verdict, self._help, self.button, page.style()])
        for name in ("backprop-exercise", page.WIDGET):
            self.add_class(name)

    def show_next(self, _=None):
        """Open the next help."""
        if self.result.correct:
            self._shown = 1
        else:
            record.open_next(self.result.exercise.name)
        self._follow()

    def _follow(self):
        count = self._shown if self.result.correct else record.opened(self.result.exercise.name)
        self._help.value = "".join(_help(label, text) for label, text in self.helps[:count])
        if count < len(self.helps):
            label = self.helps[count][0]
            self.button.description = label if label.startswith("Hint") else f"Show {label[0].lower()}{label[1:]}"
        else:
            self.button.layout.display = "none"

    def _ipython_display_(self, **options):
        page.display_with_still({"text/plain": repr(self.result)}, {}, self)


WIDE = {"width": "100%", "margin": "0"}
P = "margin:4px 0;max-width:860px;font-size:16px;line-height:1.4"


def _block(edge, inside, role=""):
    style = f"border-left:4px solid {edge};padding:2px 12px;background:{PAPER};color:{TEXT}"
    return f'<div {role} style="{style}">{inside}</div>'


def _verdict(result):
    heading = f"<b>{html.escape(result.heading)}</b> · {html.escape(result.exercise.title)}"
    lines = filter(None, (result.sentence, result.detail, result.note))
    said = "".join(f'<p style="{P}">{html.escape(line)}</p>' for line in lines)
    return _block(EDGES[result.heading[0]], f'<p style="{P}">{heading}</p>{said}', 'role="status"')


def _help(label, text):
    if "\n" in text:
        style = "margin:4px 0;font-size:14px;line-height:1.4;white-space:pre;overflow-x:auto"
        return _block(LINE, f'<p style="{P}"><b>{label}</b></p><pre style="{style}">{html.escape(text)}</pre>')
    return _block(LINE, f'<p style="{P}"><b>{label}.</b> {html.escape(text)}</p>')
