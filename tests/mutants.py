"""Mutation testing of the step modules: every mutant that mutmut makes of them must turn a test red.

mutmut works in a copy of the course in build/mutants. A mutant that survives is an error, unless it stands below with
the reason why no test can tell it from the original. The score is the share of all others that are caught.

    make mutants
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutants"

# (function, a part of the mutated line, why it is equivalent)
EQUIVALENT = []


def run(*words):
    return subprocess.run([sys.executable, "-m", "mutmut", *words], cwd=COPY, capture_output=True, text=True)


def copy():
    """The files that the tests need, as they are now; what mutmut knows from the last run stays."""
    COPY.mkdir(parents=True, exist_ok=True)
    for name in ("src", "tests", "notebooks"):
        shutil.rmtree(COPY / name, ignore_errors=True)
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", ".ipynb_checkpoints")
        shutil.copytree(ROOT / name, COPY / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "environment.yml"):
        shutil.copy(ROOT / name, COPY)


def survivors():
    """Each surviving mutant as (name, function, the line that it makes)."""
    for name in re.findall(r"^\s*(\S+): survived", run("results").stdout, flags=re.M):
        function = re.sub(r"\.x_?|ǁ", ".", name.split("__mutmut")[0]).replace("..", ".")
        made = re.findall(r"^\+(?!\+\+)(.*)$", run("show", name).stdout, flags=re.M)
        yield name, function, " ".join(line.strip() for line in made)


def main():
    copy()
    done = run("run")
    if done.returncode and "survived" not in run("results").stdout:
        sys.exit(done.stdout[-3000:] + done.stderr[-3000:])
    total = int(re.findall(r"(\d+)/(\d+)", done.stdout)[-1][1])
    alive, used = list(survivors()), set()
    unexplained = []
    for name, function, made in alive:
        reasons = [row for row in EQUIVALENT if function.endswith(row[0]) and row[1] in made]
        used |= set(reasons)
        if not reasons:
            unexplained.append(f"{name}\n    {made}")
    equivalent = len(alive) - len(unexplained)
    print(*unexplained, sep="\n")
    for row in EQUIVALENT:
        if row not in used:
            print("no longer a surviving mutant:", row)
    share = 100 * (1 - len(unexplained) / (total - equivalent))
    print(f"{total} mutants, {equivalent} of them equivalent; of the others {share:.1f} % are caught.")
    sys.exit(bool(unexplained))


if __name__ == "__main__":
    main()
