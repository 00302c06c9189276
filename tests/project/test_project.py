"""The files around the package say the same thing."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import package
from package import STEPS

TOP = Path(__file__).resolve().parents[2]
BENCH = TOP / "tests" / "bench"
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
ENVIRONMENT = yaml.safe_load((TOP / "environment.yml").read_text(encoding="utf-8"))
README = (TOP / "README.md").read_text(encoding="utf-8")


def name(requirement):
    return re.match(r"[A-Za-z0-9_.-]+", requirement)[0]


def test_the_tape_is_short():
    """A page that can be read at one sitting."""
    assert len((TOP / "src" / "backprop" / "autograd.py").read_text(encoding="utf-8").splitlines()) <= 150


def test_environment_has_the_dependencies_of_the_package_and_nbval():
    conda = {name(entry) for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str)}
    extra = PROJECT["project"]["optional-dependencies"]["jupyter"]
    needed = {name(entry) for entry in [*PROJECT["project"]["dependencies"], *extra]}
    assert conda - {"python", "pip"} == needed | {"nbval"}
    assert ENVIRONMENT["channels"] == ["conda-forge"]


def test_environment_installs_the_package_itself():
    assert {"pip": ["-e .[jupyter]"]} in ENVIRONMENT["dependencies"]


def test_version_ranges_are_stated_once():
    """environment.yml names packages and one Python that pyproject allows; only pyproject has ranges."""
    conda = [entry for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str)]
    python = next(entry for entry in conda if name(entry) == "python")
    assert re.fullmatch(r"python=3\.(1[1-4])", python)
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert all(entry == name(entry) for entry in conda if entry != python)


def test_the_workflow_may_only_read_and_keeps_what_pip_fetched():
    workflow = yaml.safe_load((TOP / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        (python,) = [step["with"] for step in job["steps"] if "setup-python" in step.get("uses", "")]
        assert python["cache"] == "pip" and python["cache-dependency-path"] == "pyproject.toml"


def test_the_version_is_the_same_everywhere():
    version = PROJECT["project"]["version"]
    citation = yaml.safe_load((TOP / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == version and " AND ".join(citation["license"]) == PROJECT["project"]["license"]
    assert f"\n## {version}\n" in (TOP / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_forms_for_issues_are_forms():
    paths = sorted((TOP / ".github" / "ISSUE_TEMPLATE").glob("*_*.yml"))
    assert [path.stem for path in paths] == ["answer_judged_wrongly", "dead_figure", "wrong_statement"]
    for path in paths:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert set(form) == {"name", "description", "body"}
        for part in form["body"]:
            assert part["type"] in ("input", "textarea") and part["attributes"]["label"]


@pytest.mark.parametrize("path", STEPS, ids=lambda path: path.stem)
def test_every_step_module_has_its_tests(path):
    assert (TOP / "tests" / "steps" / f"test_{path.stem}.py").exists(), f"tests/steps/test_{path.stem}.py is missing"


def test_readme_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if "://" not in target:
            assert (TOP / target).exists(), target


def test_every_make_target_named_in_readme_exists():
    heads = re.findall(r"^([a-z -]+):", (TOP / "Makefile").read_text(encoding="utf-8"), flags=re.M)
    targets = {target for head in heads for target in head.split()}
    assert set(re.findall(r"make ([a-z-]+)", README)) <= targets


def test_the_picture_of_the_readme_is_the_figure():
    from backprop.widgets import pullback

    stored = (TOP / "notebooks" / "pullback.svg").read_text(encoding="utf-8")
    assert stored == pullback.figure.still()["image/svg+xml"] + "\n"


IN_A_BROWSER = {"book", "figures_browser", "start"}  # these are in tests/browser/test_bench.py


STARTED = '__name__ == "__main__"'
PROGRAMS = [path for path in (TOP / "tools").glob("*.py") if STARTED in path.read_text(encoding="utf-8")]
PROGRAMS += [path for path in BENCH.glob("*.py") if path.stem not in IN_A_BROWSER]


@pytest.mark.parametrize("path", sorted(PROGRAMS), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_program_finds_what_it_needs_from_any_folder(path, tmp_path):
    package.start(path, tmp_path)
