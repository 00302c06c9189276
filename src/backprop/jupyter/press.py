"""A button that runs some work and shows what it says."""

import html

import ipywidgets

from . import page


class LivePress(ipywidgets.VBox):
    """A `Press` as a widget. `.text` is the text shown now, `.button` the button.

    An error in the work is shown in red and raised.
    """

    def __init__(self, press):
        self.press = press
        self.button = ipywidgets.Button(description=press.label, layout={"width": "max-content"})
        self._words = ipywidgets.HTML(layout={"max_width": "100%", "min_height": "52px"})
        self._show(press.before)
        self.button.on_click(self.run)
        super().__init__([self.button, self._words, page.style()])
        for name in ("backprop-press", page.WIDGET):
            self.add_class(name)

    def run(self, _=None):
        """Run the work and show what it says."""
        self.button.disabled = True
        try:
            self._show(self.press.work())
        except Exception as error:
            self._words.value = page.alert("This could not be run.", error)
            raise
        finally:
            self.button.disabled = False

    def _show(self, text):
        self.text = text
        self._words.value = f'<pre role="status">{html.escape(text)}</pre>'

    def _ipython_display_(self, **options):
        page.display_with_still({"text/plain": self.press.before}, {}, self)
