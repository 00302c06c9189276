"""What README and the book's page of speed say, made of the numbers that the benchmarks stored in results/.

A benchmark calls `keep`, which stores its numbers and writes its block. Words are here, numbers there.

    .venv/bin/python tests/bench/report.py        writes every block again
"""

import json
import re
import textwrap
from pathlib import Path

from backprop import course
from backprop.widgets.catalogue import FIGURES

RESULTS = Path(__file__).resolve().parent / "results"
TOP = Path(__file__).resolve().parents[2]
PAGES = (TOP / "README.md", TOP / "book" / "speed.md")
BLOCK = re.compile(r"(<!-- (\w+): tests/bench/report\.py writes from here -->\n\n).*?(\n\n<!-- to here -->)", re.S)
HEADS = [
    "figure", "drawn as", "ms to the picture, p50", "p95", "of `@interact`", "pictures/s, key held",
    "ms after release",
]  # fmt: skip
FORMS = {"p50": "{:.0f}", "p95": "{:.0f}", "share": "{:.2f}", "rate": "{:.0f}", "lag": "{:.0f}"}
SYSTEM = 2  # GiB of a server's memory that students do not get


def table(heads, rows, words=1):
    """A table in Markdown, the first columns words and the others numbers."""
    rule = "|" + "---|" * words + "---:|" * (len(heads) - words)
    return "\n".join(["| " + " | ".join(heads) + " |", rule, *("| " + " | ".join(row) + " |" for row in rows)])


def lines(text):
    """A paragraph in lines."""
    return textwrap.fill(" ".join(text.split()), 120, break_long_words=False, break_on_hyphens=False)


def gradient(threads, dtype, turns, rows, faults, absent, machine):
    """One gradient beside other libraries: a column a shape, a line a contender."""
    names = list(dict.fromkeys(name for row in rows for name in row["ratios"]))
    heads = ["", *(f"{'-'.join(map(str, row['widths']))}, N = {row['N']}" for row in rows)]
    shown = lambda ratio: "–" if ratio is None else f"{ratio:.3g}" if ratio < 100 else f"{ratio:.0f}"
    body = [[name, *(shown(row["ratios"].get(name)) for row in rows)] for name in names]
    body.append(["*`batch.Workspace`, µs*", *(f"{row['us']:.0f}" for row in rows)])
    cores = "one core and one BLAS thread" if threads == 1 else f"{threads} cores and BLAS threads"
    return table(heads, body).replace("|  |", "| |", 1) + "\n\n" + lines(
        f"Times as multiples of `batch.Workspace`, medians of {turns} interleaved turns; {dtype}, λ = 0, "
        f"{cores}; {machine}. All agreed before they were timed. Page faults in one step of "
        f"`batch.Workspace`: {faults:.1f}."
        + (f" Not installed: {', '.join(absent)}." if absent else "")
    )  # fmt: skip


def figures(rows):
    """From a key press to the changed picture: a line a figure, diagrams first."""
    ordered = sorted(rows, key=lambda name: (rows[name]["kind"] == "plot", name))
    values = {name: [form.format(row[key]) for key, form in FORMS.items()] for name, row in rows.items()}
    later = sorted(set(FIGURES) - set(rows))
    note = f"\n\nNot measured yet: {', '.join(later)}." if later else ""
    body = [[name, rows[name]["kind"], *values[name]] for name in ordered]
    return table(HEADS, body, words=2) + note


def kernel(diagram, plot):
    """The largest share of what its `@interact` takes in the kernel."""
    return lines(
        f"In the kernel a diagram takes at most {diagram:.3f} of what its `@interact` takes, a plot "
        f"{plot:.3f} (`tests/bench/figures_kernel.py`)."
    )


def start(address, notebook, answer, plain, steps, diagram, plot):
    """From `make lab` to a figure that answers, and what imports cost."""
    return lines(
        f"From `make lab`, installed before, the address is there after {address:.1f} s, notebook 00 after "
        f"{notebook:.1f}, and its figure has answered a key after {answer:.1f}; a JupyterLab with nothing but "
        f"a plain `@interact` takes {plain:.1f}. All step modules are imported in {steps:.1f} of the time of "
        f"NumPy alone, and load nothing else; a diagram in {diagram:.1f}, a plot in {plot:.1f}, most of it "
        "matplotlib (`tests/bench/start.py`, the same machine)."
    )


def hub(students, cores, server, kernel, hub, start, opened, alone, together, late, machine):
    """What students take of a JupyterHub, and how many fit."""
    totals, each = (8, 16, 64), server + kernel
    fit = [f"{int(((total - SYSTEM) * 1024 - hub) // each)}" for total in totals]
    rows = table(["memory", *(f"{total} GiB" for total in totals)], [["students", *fit]])
    return "\n\n".join([
        lines(
            f"On a JupyterHub a student took {each:.0f} MiB after running notebook 05 and moving its slider: "
            f"{server:.0f} for the server and {kernel:.0f} for the kernel ({students} students on {cores} cores, "
            f"what processes share divided among them; hub and proxy took another {hub:.0f} MiB; {machine}). "
            f"With {SYSTEM} GiB for the system that is"
        ),
        rows,
        lines(
            f"A student's server started in {start:.1f} s, and a new kernel had run notebook 05 after "
            f"{opened:.1f} s. Through the hub's proxy the picture came {alone:.0f} ms after the slider had "
            f"moved, and {together:.0f} ms after it while all {students} moved at once (95 of 100 within "
            f"{late:.0f} ms)."
        ),
    ])  # fmt: skip


def page(name):
    """A page's name with the number that its notebook has now."""
    return next((course.name(one) for one in course.NOTEBOOKS if name[3:] == one.stem), name)


def book(rows, machine):
    """What a reader of the book waits for: a line a page."""
    heads = ["page", "kB compressed", "ms until its figures move", "ms from a control to the picture, p50", "p95"]
    shown = lambda name, kB, ready, p50, p95: [page(name), f"{kB:.0f}", f"{ready:.0f}", f"{p50:.1f}", f"{p95:.1f}"]
    body = [shown(*row) for row in rows]
    return lines(
        "The book (`make book`): what a page weighs with all that it loads, how long after the text its figures "
        "can be moved, and how long after a control's event the changed picture is laid out "
        "(`tests/bench/book.py`, Chromium, "
        f"a server on the same machine; {machine}):"
    ) + "\n\n" + table(heads, body)


def mutants(total, equivalent):
    """What mutation testing found."""
    return lines(
        f"Of {total:,} mutants that mutmut makes of the step modules {equivalent} are equivalent, each with "
        "the reason in `tools/mutants.py`; of all others every one turns a test red."
    )


def suite(wall, processor, machine):
    """How long the tests take."""
    return lines(
        f"`make test` takes {wall:.0f} s on two free cores, and {processor:.0f} s of processor time ({machine})."
    )


def three():
    """What README keeps: a gradient beside other libraries, a figure in JupyterLab, a page of the book."""
    ratios = [row["ratios"] for row in numbers("gradient")["rows"]]
    times = lambda name: span(row[name] for row in ratios)
    rows = numbers("figures")["rows"].values()
    wait, share = span((row["p50"] for row in rows), "{:.0f}"), span((row["share"] for row in rows), "{:.2f}")
    page = span((row[3] for row in numbers("book")["rows"]), "{:.1f}")
    return lines(
        f"For one gradient PyTorch takes {times('PyTorch autograd')} times as long as `batch.Workspace`, with which "
        f"training computes, JAX {times('JAX jit')} times, and `batch.gradient`, which is written to be read, "
        f"{times('`batch.gradient`')} times. From a key press to the changed picture in JupyterLab a figure takes "
        f"{wait} ms at the median, {share} of what a plain `@interact` takes. In the book the picture has changed "
        f"{page} ms after its control."
    )


def span(values, form="{:.3g}"):
    """The least and the greatest of some numbers, in words."""
    values = sorted(values)
    return f"{form.format(values[0])} to {form.format(values[-1])}"


TEXTS = {text.__name__: text for text in (gradient, figures, kernel, start, book, hub, mutants, suite)}


def numbers(name):
    """What a benchmark stored, without the figures and notebooks that the course has no longer."""
    stored = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    stems = {one.stem for one in course.NOTEBOOKS}
    if name == "figures":
        stored["rows"] = {figure: row for figure, row in stored["rows"].items() if figure in FIGURES}
    if name == "book":
        stored["rows"] = [row for row in stored["rows"] if not row[0][:2].isdigit() or row[0][3:] in stems]
    return stored


def written(text):
    """A page with every block made of what is stored."""
    block = lambda name: three() if name == "three" else TEXTS[name](**numbers(name))
    return BLOCK.sub(lambda found: found[1] + block(found[2]) + found[3], text)


def write():
    """Write every block of every page."""
    for page in PAGES:
        page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def keep(name, **measured):
    """Store what a benchmark measured, and write it into its page."""
    stored = json.dumps(measured, indent=1, ensure_ascii=False) + "\n"
    (RESULTS / f"{name}.json").write_text(stored, encoding="utf-8", newline="\n")
    write()


if __name__ == "__main__":
    write()
