"""Mutation testing of the step modules: every mutant that mutmut makes of them must turn a test red.

mutmut works in a copy of the course in build/mutants. A mutant that survives is an error, unless it stands below with
the reason why no test can tell it from the original. The score is the share of all others that are caught.

    make mutants              all of them
    make mutants STEM=outer   those of one module
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "bench"))

import report  # noqa: E402

COPY = ROOT / "build" / "mutants"

# (function, a part of the mutated line, why it is equivalent)
NONE_IS_FALSE = "None is as false as False"
BOTH_BRANCHES = "both branches are the same function of z; which one is taken matters far from 0 alone"
SAME_LETTERS = "it looks for one letter, and X is none that NumPy uses"
SPEED = "the same numbers: it costs time or memory alone"
NO_ARGUMENTS = "the function has no arguments, and returns the same"
EQUIVALENT = [
    ("rounding.naive_sigmoid", "finite=None", NONE_IS_FALSE),
    ("depth.deep_network", "(math.sqrt(5) + 1) / 2", "it is larger by 1, which the fractional part drops"),
    ("rounding.true_values", "prec=51", "a digit more than the 50 that are promised"),
    ("eta.eta_output", "ends=None", NONE_IS_FALSE),
    ("loss.example_loss", "ends=None", NONE_IS_FALSE),
    ("network.sigmoid", "finite=None", NONE_IS_FALSE),
    ("network.sigmoid_slope", "finite=None", NONE_IS_FALSE),
    ("network.sigmoid", "positive = z.real > 0", BOTH_BRANCHES),
    ("network.sigmoid", "positive = z.real >= 1", BOTH_BRANCHES),
    ("loss.losses_from_z", "positive = Z.real >= 0", BOTH_BRANCHES),
    ("loss.losses_from_z", "positive = Z.real > 1", BOTH_BRANCHES),
    ("shapes.array", 'in "XX', SAME_LETTERS),
    ("shapes.array", "astype(None)", "NumPy's default is float64"),
    ("shapes.rows", 'in "XX', SAME_LETTERS),
    ("shapes.result", "copy=None", NONE_IS_FALSE),
    ("shapes.result", "copy=True", SPEED),
    ("shapes.result", "astype(dtype, )", SPEED),
    ("shapes.activation", "min(initial=1.5)", "it counts where there are no entries, and 1.5 is not below 0 either"),
    ("derivatives._point", "astype(None)", "NumPy's default is float64"),
    ("toy.answers", "astype(None)", "NumPy's default is float64"),
    ("toy.data", "", NO_ARGUMENTS),
    ("batch._backward", "Delta - np.float64(0)", "it is there for its type, and ±0 changes no number"),
    ("Node.__init__", "finite=None", NONE_IS_FALSE),
    ("depth.tanh_slope", "finite=None", NONE_IS_FALSE),
    ("depth.relu", "finite=None", NONE_IS_FALSE),
    ("depth.relu_slope", "finite=None", NONE_IS_FALSE),
    ("softmax.gradient", 'shares("Y", Y, None)', "`problem` has found a matrix already"),
    ("Workspace.__init__", 'order="c"', "NumPy takes either letter"),
    ("Workspace.__init__", "or True else None", "it adds λ W = 0"),
    ("Workspace.__init__", "+ [0], None)", SPEED),
    ("Workspace.__init__", "+ [0], )", SPEED),
    ("_Pass.__init__", "np.array(0.5, None)", SPEED),
    ("_Pass.__init__", "np.array(0.5, )", SPEED),
    ("_Pass.__init__", "np.array(0, None)", SPEED),
    ("_Pass.__init__", "np.array(0, )", SPEED),
    ("_Pass.__init__", "if l >= 1}", SPEED),
]


def run(*words):
    return subprocess.run([sys.executable, "-m", "mutmut", *words], cwd=COPY, capture_output=True, text=True)


def copy():
    """The files that the tests need, as they are now, and nothing of an earlier run."""
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", ".ipynb_checkpoints")
    for name in ("src", "tests", "tools", "notebooks"):
        shutil.copytree(ROOT / name, COPY / name, ignore=ignored)
    for path in [*ROOT.glob("*.md"), *ROOT.glob("*.py"), *ROOT.glob("*.toml"), *ROOT.glob("*.yml")]:
        shutil.copy(path, COPY)


def results():
    """What became of each mutant that was tried: {name: killed, survived, …}."""
    found = re.findall(r"^\s*(\S+): (.+)$", run("results", "--all", "true").stdout, flags=re.M)
    return {name: end for name, end in found if end != "not checked"}


def survivors():
    """Each surviving mutant as (name, function, the line that it makes)."""
    for name in (name for name, end in results().items() if end == "survived"):
        function = re.sub(r"\.x_?|ǁ", ".", name.split("__mutmut")[0]).replace("..", ".")
        made = re.findall(r"^\+(?!\+\+)(.*)$", run("show", name).stdout, flags=re.M)
        yield name, function, " ".join(line.strip() for line in made)


def main(stem=""):
    copy()
    done = run("run", *([f"backprop.{stem}.*"] if stem else []))
    total = len(results())
    if not total or (done.returncode and "survived" not in results().values()):
        sys.exit(done.stdout[-3000:] + done.stderr[-3000:])
    alive, used = list(survivors()), set()
    unexplained = []
    for name, function, made in alive:
        reasons = [row for row in EQUIVALENT if function.endswith(row[0]) and row[1] in made]
        used |= set(reasons)
        if not reasons:
            unexplained.append(f"{name}\n    {made}")
    equivalent = len(alive) - len(unexplained)
    print(*unexplained, sep="\n")
    if unexplained:
        print("No test sees these. Write one; what no test can tell apart goes into EQUIVALENT, with the reason.")
    for row in EQUIVALENT:
        if row not in used and not stem:
            print("no longer a surviving mutant:", row)
    share = 100 * (1 - len(unexplained) / (total - equivalent))
    print(f"{total} mutants, {equivalent} of them equivalent; of the others {share:.1f} % are caught.")
    if not stem and not unexplained:
        report.keep("mutants", total=total, equivalent=equivalent)
    sys.exit(bool(unexplained))


if __name__ == "__main__":
    main(*sys.argv[1:])
