"""Pages for class, to print or project: `make print` writes them into build/print.

For each notebook that derives something the derivation with room to write it: every numbered line as far as its first
sign of equality. For the teacher polls: the exercises that have one answer, with each wrong answer and what it shows,
and the questions of the guide; and the homework with its minutes. All follows from notebooks, exercises and guide.
"""

import re
import shutil

import printed
import stored
from backprop.course import NOTEBOOKS, name
from backprop.exercises import catalogue
from backprop.exercises.exercise import Choice, Function
from equations.notebooks import lines

TOP = stored.FOLDER.parent
OUT = TOP / "build" / "print"
ROOM = '<div class="room"></div>'
DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.S)
RELATION = re.compile(r":?\s*=|\\le\b|\\approx\b|\\Longrightarrow")


def derivation(path):
    """The parts of a notebook that have numbered lines as Markdown, each line cut at its first sign."""
    cells = [cell.source for cell in stored.read(path).cells if cell.cell_type == "markdown"]
    parts = re.split(r"(?m)^(?=## )", "\n\n".join(cells))
    return "".join(DISPLAY.sub(blank, part) for part in parts if DISPLAY.search(part) and r"\tag{" in part)


def blank(display):
    """What is printed for a display: each numbered line to its first sign, its number and room; others whole."""
    shown, begun = [], ""
    for latex, tag, _ in lines(display[1]):
        left, sign, _ = begins(latex)
        begun = left or begun  # a line that goes on from the one above has nothing before its sign
        if tag:
            shown.append(f"$$ {left or begun} {sign} \\tag{{{tag}}} $$\n\n{ROOM}")
    return "\n\n".join(shown) or display[0]


def begins(latex):
    """An equation's left side, its first sign outside of braces, and the rest."""
    for found in RELATION.finditer(latex):
        left = latex[: found.start()]
        if left.count("{") == left.count("}"):
            return left.replace("&", "").strip(), found[0], latex[found.end() :]
    return latex.replace("&", "").strip(), "", ""


def poll(exercise):
    """One exercise as a question with its answers, right and wrong, and what each wrong one shows."""
    answers = {str(exercise.reference): f"**Right.** {exercise.why}"}
    for one in exercise.wrong:  # two mistakes may give one answer
        before = answers.get(str(one.answer), "")
        answers[str(one.answer)] = f"{before} {one.means} See ({one.breaks}).".lstrip()
    words = {str(key): f": {text}" for key, text in exercise.options.items()} if isinstance(exercise, Choice) else {}
    options = "".join(f"- **{one}**{words.get(one, '')}\n" for one in sorted(answers, key=_order))
    key = "".join(f"- {one}: {answers[one]}\n" for one in sorted(answers, key=_order))
    return f"### {exercise.title}\n\n{exercise.task.strip()}\n\n{options}\n*What each answer shows:*\n\n{key}\n"


def _order(answer):
    """Numbers by size, all else by the alphabet; so the place says nothing of which is right."""
    try:
        return 0, float(answer), ""
    except ValueError:
        return 1, 0.0, answer


def polls():
    """All questions as Markdown, notebook by notebook; first of each those of the guide."""
    guide = (TOP / "TEACHING.md").read_text(encoding="utf-8")
    for notebook in NOTEBOOKS:
        section = guide.split(f"\n## {name(notebook)[:2]} · ")[1].split("\n## ")[0]
        yield f"## {name(notebook)[:2]} · {notebook.short}\n\n"
        yield re.search(r"\*\*Ask\.\*\* (.+?)(?=\n\n\*\*|\Z)", section, flags=re.S)[1] + "\n\n"
        if notebook.stem in catalogue.STEMS:
            yield from (poll(one) for one in catalogue.exercises(notebook.stem) if not isinstance(one, Function))


def homework():
    """Every exercise with its minutes as a table."""
    rows = [
        f"| {name(notebook)[:2]} · {notebook.short} | {one.title} | {one.minutes} |\n"
        for notebook in NOTEBOOKS
        if notebook.stem in catalogue.STEMS
        for one in catalogue.exercises(notebook.stem)
    ]
    return "| notebook | exercise | minutes |\n|---|---|---:|\n" + "".join(rows)


def pages():
    """The pages: the name of each, its title and its text as Markdown."""
    for notebook, path in zip(NOTEBOOKS, stored.PATHS, strict=True):
        if text := derivation(path):
            title = f"{path.stem[:2]} · {notebook.short}"
            yield path.stem, title, f"# {title}\n\nName: {'_' * 40}\n\n{text}"
    yield "polls", "Questions for polls", "# Questions for polls\n\n" + "".join(polls())
    yield "homework", "Homework", "# Homework\n\n" + homework()


def build(out=OUT):
    """Write the pages into the folder `out`, with all that they need."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shutil.copy(printed.mathjax(), out / "mathjax.js")
    contents = "# Pages for class\n\n"
    for stem, title, text in pages():
        contents += f"- [{title}]({stem}.html)\n"
        (out / f"{stem}.html").write_text(printed.page(title, text), encoding="utf-8")
    (out / "index.html").write_text(printed.page("Pages for class", contents), encoding="utf-8")


if __name__ == "__main__":
    build()
    print(OUT / "index.html")
