"""The commands that run the tests: each fails when a part of it fails, and leaves nothing out.

`make` and `.ci/run` are run with stand-ins for Python, git and apt, one of which fails; the workflow is read.
`make lint` runs this file, so that what `make test` runs is held by another command than itself.
"""

import ast
import importlib.util
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import elsewhere

TOP = Path(__file__).resolve().parents[2]
MAKEFILE = (TOP / "Makefile").read_text(encoding="utf-8")
STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*${PYTEST_ADDOPTS:+ and $PYTEST_ADDOPTS}" >> "$CALLS"
case "$*" in
  *"-m venv --clear"*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
  "clone --quiet"*) mkdir -p "$4/build/screens" ;;
esac
[ "$(wc -l < "$CALLS")" -ne "$FAILS" ]
"""
WHOLE = "-m pytest -n auto --dist loadfile"
# The end of what each target calls, which is what it is for.
TARGETS = {
    "test": WHOLE, "test-oldest": WHOLE, "test-newest": WHOLE,
    "browser-test": WHOLE.replace("-m pytest", "-m pytest tests/browser"),
    "lint": "-m ruff check . -m pytest tests/project/test_commands.py", "notebooks": "tools/store_notebooks.py",
    "pytorch": "-e .[test,pytorch]", "test-pytorch": "-m pytest tests/pytorch",
    "store-pytorch": "tools/store_pytorch.py",
    "mutants": "tools/mutants.py", "move": "tools/move.py", "split": "tools/split.py", "drop": "tools/drop.py",
    "recompute": "tools/recompute.py", "handout": "tools/handout.py",
    "print": "tools/for_class.py", "book": "tools/book/build_book.py", "lite": "tools/book/build_lite.py",
    "bench": "tests/bench/book.py",
    ".venv/ready": "-m jupyterlab.labextensions disable @jupyterlab/apputils-extension:announcements",
}  # fmt: skip


def run(folder, command, names, fails=0):
    """What a command calls, with stand-ins of these names of which the call number `fails` fails; and how it ends."""
    return said(folder, command, names, fails)[:2]


def said(folder, command, names, fails=0):
    """The same, and the last line that it prints."""
    (folder / "bin").mkdir(exist_ok=True)
    for name in names:
        (folder / "bin" / name).write_text(STAND_IN)
        (folder / "bin" / name).chmod(0o755)
    calls = folder / "calls"
    calls.write_text("")
    ours = ("MAKEFLAGS", "PYTEST_ADDOPTS", "CHROMIUM")
    space = {key: value for key, value in os.environ.items() if key not in ours}
    space |= {"PATH": f"{folder / 'bin'}{os.pathsep}{space['PATH']}", "CALLS": str(calls), "FAILS": str(fails)}
    done = subprocess.run(command, cwd=folder, env=space, capture_output=True, text=True, timeout=60)
    called = [call.split(" ", 1)[1].strip() for call in calls.read_text().splitlines()]
    return called, done.returncode, (done.stdout.splitlines() or [""])[-1]


def make(folder, target, fails=0):
    """A target of the Makefile, in a folder where the course is set up already, or for `.venv/ready` is not."""
    (folder / "pyproject.toml").touch()
    (folder / "ready").touch()
    for ready in (".venv", "build/pytorch"):
        (folder / ready / "ready").unlink(missing_ok=True)
    words = [f"PYTHON={folder}/bin/python"] if target == ".venv/ready" else ["IN=bin/python", "READY=ready"]
    return run(folder, ["make", "-f", str(TOP / "Makefile"), target, *words], ["python"], fails)


@elsewhere.with_make
@pytest.mark.parametrize("target", TARGETS)
def test_a_target_fails_when_a_part_of_it_fails(tmp_path, target):
    calls, code = make(tmp_path, target)
    assert code == 0 and " ".join(calls).endswith(TARGETS[target])
    for place, call in enumerate(calls, start=1):
        if not call.startswith("-c import "):  # where that fails it is installed
            assert make(tmp_path, target, fails=place)[1] != 0, f"make {target} passes though `{call}` fails"


@elsewhere.with_make
def test_a_name_that_changes_in_pyproject_needs_no_network(tmp_path):
    """What is set up stays where all that is asked for is there; else it is set up anew."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    for fails, ends in ((0, '--no-index --no-build-isolation -e .[test]'), (1, TARGETS[".venv/ready"])):
        python.write_text(STAND_IN)
        python.chmod(0o755)
        (tmp_path / ".venv" / "ready").touch()
        (tmp_path / "pyproject.toml").touch()
        os.utime(tmp_path / ".venv" / "ready", (0, 0))
        command = ["make", "-f", str(TOP / "Makefile"), ".venv/ready"]
        calls, code = run(tmp_path, command, ["python3"], fails)
        assert code == 0 and calls[-1].endswith(ends) and (len(calls) == 1) == (not fails)
        assert (tmp_path / ".venv" / "ready").stat().st_mtime > 0


def test_every_target_that_checks_is_held_above():
    targets = set(re.search(r"^\.PHONY: (.*)", MAKEFILE, flags=re.M)[1].split())
    assert targets - {"lab", "clean", "browsers"} == set(TARGETS) - {".venv/ready"}


@elsewhere.with_make
def test_ci_runs_all_tests_and_fails_when_one_does(tmp_path):
    (tmp_path / ".ci").mkdir()
    command = tmp_path / ".ci" / "run"
    command.write_bytes((TOP / ".ci" / "run").read_bytes())
    names = ["git", "make", "chromium", "firefox-esr", "WebKitWebDriver", "Xvfb", "npm", "apt-get"]
    calls, code = run(tmp_path, ["bash", str(command)], names)
    assert code == 0 and calls[0].startswith("clone")
    assert calls[1:] == ["test", "lint", "browser-test", "pytorch", "test-pytorch"]
    for place, call in enumerate(calls, start=1):
        _, code, last = said(tmp_path, ["bash", str(command)], names, fails=place)
        if call == "pytorch":  # it may be out of reach, and then the last line says so
            assert code == 0 and last.startswith("PyTorch could not be installed")
        else:
            assert code != 0, f".ci/run passes though `{call}` fails"


# The workflow


def workflow(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


WORKFLOWS = sorted((TOP / ".github" / "workflows").iterdir())
JOBS = workflow(TOP / ".github" / "workflows" / "test.yml")["jobs"]
SYSTEMS = ["ubuntu-latest", "macos-latest", "windows-latest"]
CONDITIONS = {
    None: SYSTEMS, "always()": SYSTEMS, "runner.os != 'Windows'": SYSTEMS[:2], "runner.os == 'Windows'": SYSTEMS[2:],
}  # fmt: skip
PUBLISHES = {"pages": {"needs", "permissions", "environment"}}  # a workflow that publishes, in a job that waits
PLAIN = re.compile(r"(make|python) [\w ./=\"\[\]-]+(\$\{\{ matrix\.\w+ \}\})?")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_can_neither_skip_a_job_nor_swallow_a_failure(path):
    """Of what GitHub offers it uses the plain parts alone: no condition but the system, no shell, no environment."""
    assert set(workflow(path)) <= {"name", True, "jobs", "permissions"}  # YAML reads `on` as True
    for name, job in workflow(path)["jobs"].items():
        assert set(job) <= {"runs-on", "strategy", "timeout-minutes", "steps", *PUBLISHES.get(path.stem, ())}, name
        assert 1 <= job["timeout-minutes"] <= 60, name
        assert set(job.get("strategy", {})) <= {"fail-fast", "matrix"}, name
        assert job.get("strategy", {"fail-fast": False})["fail-fast"] is False, "one that fails hides no other"
        assert "exclude" not in job.get("strategy", {}).get("matrix", {}), name
        for step in job["steps"]:
            assert set(step) <= {"name", "uses", "with", "run", "if"}, step
            assert step.get("if") in CONDITIONS, step
            assert "run" not in step or PLAIN.fullmatch(step["run"]), "one plain command a step"


def commands(job, system="ubuntu-latest"):
    """What a job runs on a system."""
    return [step["run"] for step in JOBS[job]["steps"] if "run" in step and system in CONDITIONS[step.get("if")]]


def test_main_and_every_request_are_tested():
    asked = workflow(TOP / ".github" / "workflows" / "test.yml")[True]
    assert asked == {"push": {"branches": ["main"]}, "pull_request": None}, "and no change twice"


def test_the_book_of_main_is_published():
    pages = workflow(TOP / ".github" / "workflows" / "pages.yml")
    assert pages[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    steps = pages["jobs"]["build"]["steps"]
    (node,) = [step["with"]["node-version"] for step in steps if "setup-node" in step.get("uses", "")]
    assert int(node) >= 20 and [step["run"] for step in steps if "run" in step] == ["make lite"]
    assert steps[-1]["with"]["path"] == "build/book"


def test_the_workflow_runs_all_tests_on_every_system_with_the_oldest_and_the_newest_python():
    assert JOBS["test"]["strategy"]["matrix"] == {"os": SYSTEMS, "python": ["3.11", "3.14"]}
    assert JOBS["test"]["runs-on"] == "${{ matrix.os }}"
    for system in SYSTEMS[:2]:
        assert commands("test", system) == ["make test"]
    assert commands("test", SYSTEMS[2]) == ['python -m pip install -e ".[test]"', f"python {WHOLE}"]


def test_the_workflow_runs_the_other_tests():
    assert commands("versions") == ["make test-${{ matrix.versions }}"]
    kinds = [(one["python"], one["versions"]) for one in JOBS["versions"]["strategy"]["matrix"]["include"]]
    assert kinds == [("3.11", "oldest"), ("3.14", "newest")]
    assert commands("pytorch") == ["make test-pytorch"]
    assert commands("browser") == ["make browsers", "make browser-test"] and commands("lint") == ["make lint"]


def test_every_job_has_its_source_and_its_python():
    for name, job in JOBS.items():
        assert job["steps"][0] == {"uses": "actions/checkout@v4"}, name
        assert job["steps"][1]["uses"].startswith("actions/setup-python@"), name


def test_the_pictures_of_the_browser_tests_are_kept():
    kept = JOBS["browser"]["steps"][-1]
    assert kept["if"] == "always()" and kept["with"]["path"] == "build/screens"
    assert '"build" / "screens"' in (TOP / "tests" / "support" / "serve.py").read_text(encoding="utf-8")


# What texts tell one to type

PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = set(PROJECT["optional-dependencies"])
NEEDS_A_BROWSER = re.compile(r"^(?:import|from) (?:browsers|front_end|playwright)\b", flags=re.M)
TOLD = [*TOP.glob("*.md"), *TOP.glob("book/*.md"), *TOP.glob("tests/bench/*.py"), *TOP.glob("tools/**/*.py")]


def told(path):
    """A text, or the head of a program."""
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".md" else ast.get_docstring(ast.parse(text)) or ""


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.relative_to(TOP).as_posix())
def test_every_command_that_a_text_names_is_there(path):
    """Targets with their variables, programs with their options, modules and extras to install."""
    text = told(path)
    targets = set(re.search(r"^\.PHONY: (.*)", MAKEFILE, flags=re.M)[1].split())
    for target, words in re.findall(r"(?:`|^ *)make ([a-z-]+)((?: [A-Z]+=\S+)*)", text, flags=re.M):
        assert target in targets, f"make {target}"
        assert all(f"$({word.split('=')[0]})" in MAKEFILE for word in words.split()), words
    for program, words in re.findall(r"python ((?:tests|tools)/[\w/]+\.py)((?: --[a-z-]+)*)", text):
        assert (TOP / program).exists(), program
        assert all(f'"{word}"' in (TOP / program).read_text(encoding="utf-8") for word in words.split()), words
    for module in re.findall(r"python -m ([a-z]\w*(?:\.\w+)*)", text):
        assert module == "jupyterhub" or importlib.util.find_spec(module), module
    extras = {extra for found in re.findall(r'pip install -e "\.\[([\w,]+)\]"', text) for extra in found.split(",")}
    assert extras <= EXTRAS
    if path.suffix == ".py" and NEEDS_A_BROWSER.search(path.read_text(encoding="utf-8")):
        assert "browser" in extras, "its head says what it needs"
