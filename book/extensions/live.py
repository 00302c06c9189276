"""A live figure as HTML: native controls, and picture and sentence of its first setting, which need no script.

static/player.js makes it move, with the states that tools/book/states.py has computed.
"""

import html
import json
import re

import offer as offers
from backprop import course
from backprop.widgets.catalogue import FIGURES
from backprop.widgets.controls import Film

WIDER = "The picture is wider than this page: scroll it sideways, or open it on the whole screen."
MANY = "This page has {:,} settings of this figure; {}, run with a kernel, has all of them."


def run(lite, page):
    """The address that opens a notebook in JupyterLite, which stands at `lite`."""
    return f"{lite}?path=notebooks/{page}.ipynb"


def figure(name, lite=""):
    """The figure called `stem.name`; where there is a `lite`, with a link to run its notebook."""
    one = FIGURES[name]
    offer, drawn = offers.of(one), one.render()
    at, about = f"_static/figures/{name}", html.escape(one.about, quote=True)
    rows = "".join(
        f'<div class="live-row">{"".join(_part(name, offer, part) for part in row)}</div>' for row in one.rows
    )
    width, height = re.search(r'width="(\d+)" height="(\d+)"', drawn.picture).groups()
    paper = f'<img class="dark-light" src="{at}.png" alt="" width="{width}" height="{height}">' if one.is_plot else ""
    more, box = "", f'class="live-picture" style="--shape: {width} / {height}"'
    if not offers.is_all(one, offer):
        page = next(course.name(other) for other in course.NOTEBOOKS if other.stem == name.split(".")[0])
        notebook = f'<a href="{run(lite, page)}">the notebook</a>' if lite else "the notebook"
        more = f'<p class="live-more">{MANY.format(len(offer.states), notebook)}</p>'
    return f"""<figure class="live" id="{name}" data-states="{at}.js" aria-label="{about}">
<button type="button" class="live-large">whole screen</button>
<fieldset class="live-controls" disabled aria-label="controls">{rows}</fieldset>
<div {box}>{paper}<div class="live-marks">{drawn.picture}</div></div>
<figcaption><p class="live-words" role="status">{html.escape(drawn.sentence)}</p>
<p class="live-note" role="status" hidden></p>{more}
<p class="live-wider">{WIDER}</p></figcaption>
</figure>"""


def _part(name, offer, part):
    if isinstance(part, Film):
        film = json.dumps({"of": part.of, "stride": part.stride, "every": part.every})
        buttons = (("play", "play"), ("step", "one step"), ("reset", "reset"))
        return f"<div class='live-film' data-film='{film}'>" + "".join(
            f'<button type="button" data-does="{does}">{words}</button>' for does, words in buttons
        ) + "</div>"
    one = offer.controls[part]
    return {"choice": _choice, "number": _number, "range": _range}[one.kind](f"{name}.{part}", one)


def _choice(name, one):
    options = "".join(
        f'<label><input type="radio" name="{name}" value="{place}"{" checked" * (place == one.first)}>'
        f"<span>{html.escape(words)}</span></label>"
        for place, words in enumerate(one.says)
    )
    named = f'aria-labelledby="{name}.words"><em id="{name}.words">{one.labels[0]}</em>'
    head = f'<div class="live-choice" role="radiogroup" data-control="{one.name}" {named}'
    return f"{head}{options}</div>"


def _number(name, one):
    value = one.values[one.first]
    return (
        f'<label class="live-number" data-control="{one.name}"><span>{one.labels[one.first]}</span>'
        f'<input type="number" min="{one.values[0]}" max="{one.values[-1]}" value="{value}"></label>'
    )


def _range(name, one):
    return (
        f'<label class="live-range" data-control="{one.name}"><span>{one.labels[0]}</span>'
        f'<input type="range" min="0" max="{len(one.values) - 1}" value="{one.first}" '
        f'aria-valuetext="{one.says[one.first]}"><output aria-live="off">{one.says[one.first]}</output></label>'
    )
