"""What all widgets of the course share on a page: their style, and a still that stands for them without a kernel."""

import html
from importlib.resources import files

import ipywidgets
from IPython.display import display

from ..widgets.palette import BY_NIGHT, INK, NIGHT
from ..widgets.svg import LEAST, WIDTH

WIDGET = "backprop-widget"  # the class of each
# A cell shows three outputs: the still, this, and the widget. While the widget lives it is seen, and else the still;
# JupyterLab and Notebook 7 would show "Error displaying widget: model not found" in its place.
CURE = """<div class="backprop-cure"></div><style>
.jp-OutputArea-child:has(.backprop-cure),
.jp-OutputArea-child:has(.backprop-cure) + :has(> .jupyter-widgets):not(:has(.backprop-widget)),
.jp-OutputArea-child:has(+ * .backprop-cure):has(+ * + * .backprop-widget) { display: none }
[data-jp-theme-light="false"] .jp-OutputArea-child:has(+ * .backprop-cure) img { filter: FILTER }
</style>""".replace("FILTER", BY_NIGHT)
GONE = "The kernel has stopped or was restarted: run this cell again to move the figure."
WIDER = "The picture is wider than this page: scroll it sideways."


def display_with_still(still, metadata, widget):
    """Show a widget, and MIME data that stands for it where no kernel runs."""
    display(still, metadata=metadata, raw=True)
    display({"text/html": CURE}, raw=True)
    widget_view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    display({"application/vnd.jupyter.widget-view+json": widget_view}, raw=True)


def style(more=""):
    """A widget that is not seen, with the style and the script of all; `more` are rules of its own."""
    text = {name: files(__package__).joinpath(f"figures.{name}").read_text("utf-8") for name in ("css", "js")}
    for name, value in {"FILTER": BY_NIGHT, "WIDTH": f"{WIDTH}px", "LEAST": f"{LEAST}px"}.items():
        text["css"] = text["css"].replace(name, value)
    symbols = "".join(
        '[data-jp-theme-light="false"] mjx-mstyle[style*="rgb({}, {}, {})"] '.format(*bytes.fromhex(INK[name][1:]))
        + f"{{ color: {colour} !important }}\n"
        for name, colour in NIGHT.items()
    )
    inside = f"<style>{text['css']}{symbols}{more}</style><script>{text['js']}</script>"
    output = {"output_type": "display_data", "data": {"text/html": inside}, "metadata": {}}
    hidden = ipywidgets.Output(outputs=(output,))
    hidden.add_class("backprop-style")
    return hidden


def notices():
    """What a figure says of itself at times: see figures.css."""
    found = ipywidgets.HTML(f'<p class="backprop-gone">{GONE}</p><p class="backprop-wider">{WIDER}</p>')
    found.add_class("backprop-notices")
    return found


def alert(title, error):
    """An error as it is shown in a figure."""
    what = html.escape(f"{type(error).__name__}: {error}")
    return f'<p role="alert" class="backprop-alert"><b>{title}</b> {what}</p>'
