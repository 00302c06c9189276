"""What the opening page derives from the course's one list."""

import html

from docutils import nodes
from docutils.parsers.rst import Directive

import live
import running
from backprop import course

READ = "Every figure moves in its page. Nothing is installed, and no account is needed."
RUN = (
    "The notebooks with a kernel in this browser: change the code, do the exercises. It loads about 28 MB at first. "
    f'<a href="{running.ABOUT}.html">What is different there</a>'
)
INSTALL = (
    "Two commands on your computer: <code>make lab</code> opens the notebooks, and <code>make test</code> "
    "runs them all and compares what they show."
)


def course_map(config):
    """A line for each notebook."""
    rows = "".join(
        f'<li><a href="{course.name(one)}.html"><span>{course.name(one)[:2]} · {_plain(one.short)}</span></a>'
        f"<p>{_plain(one.derives)}.<br><small>Figure: {_plain(one.figure)}.</small></p></li>"
        for one in course.NOTEBOOKS
    )
    return f'<ol class="course-map">{rows}</ol>'


def doors(config):
    """The ways into the course: to read, to run in the browser where the book has JupyterLite, to install."""
    first = course.name(course.NOTEBOOKS[0])
    lite = f'<a href="{live.run(config.book_lite, first)}">Run in the browser</a>' if config.book_lite else None
    ways = [
        (f'<a href="{first}.html">Read here</a>', READ),
        (lite, RUN),
        (f'<a href="{config.book_source}#readme">Install</a>', INSTALL),
    ]
    return '<ul class="doors">' + "".join(f"<li>{way}<p>{what}</p></li>" for way, what in ways if way) + "</ul>"


def cite(config):
    """How to cite the course."""
    return (
        f"<p>{_plain(', '.join(config.book_authors))}: <em>{_plain(config.project)}</em>, version {config.release}, "
        f"{config.book_year}. "
        f'<a href="{config.book_source}">{config.book_source}</a></p>'
    )


def _plain(words):
    return html.escape(words.replace("\\", ""))


def directive(made):
    """A directive without arguments that puts what `made(config)` returns into the page."""

    class Made(Directive):
        def run(self):
            return [nodes.raw("", made(self.state.document.settings.env.config), format="html")]

    return Made


def setup(app):
    for name, default in (("book_lite", ""), ("book_source", ""), ("book_year", "")):
        app.add_config_value(name, default, "html", [str])
    app.add_config_value("book_authors", [], "html", [list])
    for name, made in {"course-map": course_map, "doors": doors, "cite": cite}.items():
        app.add_directive(name, directive(made))
    return {"parallel_read_safe": True}
