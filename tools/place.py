"""Whose course this is, and where: pyproject.toml says so under `authors` and `[tool.course]`.

`make notebooks` writes them into README and CITATION.cff; the book, the handout and what is printed read them. README
has badges as soon as there is a repository whose workflows they can show.
"""

import json
import re
import tomllib
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
NOWHERE = "OWNER/REPOSITORY"
BADGES = re.compile(r"(?<=\n\n)(?:\[!\[\w+\].*\n)+\n")
PEOPLE = re.compile(r"authors:\n(?:  (?:- name|  affiliation): .*\n)+(?:repository-code: .*\n)?")
ADDRESSES = (  # where README names the repository
    "https://{owner}.github.io/{name}/", "mybinder.org/v2/gh/{owner}/{name}/", "repo=https://github.com/{owner}/{name}&",
    "git+https://github.com/{owner}/{name}", "lab/tree/{name}/notebooks",
)  # fmt: skip


def project():
    """What pyproject.toml says."""
    return tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


def language():
    """The language of the course's texts."""
    return project()["tool"]["course"]["language"]


def settings():
    """The repository as OWNER/REPOSITORY, and the authors."""
    said = project()
    return said["tool"]["course"]["repository"], [one["name"] for one in said["project"]["authors"]]


def institution():
    """Where the course is given; "" where nobody says so."""
    return project()["tool"]["course"]["institution"]


def badges(repository):
    """A line for each workflow: what it did last, and where one sees it."""
    owner, name = repository.split("/")
    runs = f"https://github.com/{repository}/actions/workflows"
    shown = {"tests": ("test", f"{runs}/test.yml"), "book": ("pages", f"https://{owner}.github.io/{name}/")}
    return "".join(f"[![{title}]({runs}/{file}.yml/badge.svg)]({to})\n" for title, (file, to) in shown.items()) + "\n"


def readme(text, repository=None):
    """README with the addresses of the repository."""
    repository = repository or settings()[0]
    owner, name = repository.split("/")
    for address in ADDRESSES:
        pattern = address.replace("+", r"\+").format(owner=r"[\w.-]+", name=r"[\w.-]+")
        text = re.sub(pattern, address.format(owner=owner, name=name), text)
    title, rest = BADGES.sub("", text, count=1).split("\n\n", 1)
    return title + "\n\n" + (badges(repository) if repository != NOWHERE else "") + rest


def citation(text, repository=None, authors=None, at=None):
    """CITATION.cff with the version, the authors at their institution, and the repository where there is one."""
    repository, authors = repository or settings()[0], authors or settings()[1]
    at = institution() if at is None else at
    affiliation = f"    affiliation: {json.dumps(at, ensure_ascii=False)}\n" if at else ""
    people = "authors:\n" + "".join(f"  - name: {author}\n{affiliation}" for author in authors)
    if repository != NOWHERE:
        people += f"repository-code: https://github.com/{repository}\n"
    text = re.sub(r"(?m)^version: .*", f"version: {project()['project']['version']}", text)
    return PEOPLE.sub(lambda _: people, text)
