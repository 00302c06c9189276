"""The kernel in the browser: a folder of Pyodide whose lock file has the course, so that `import backprop` loads it.

Pyodide's lock file lists packages with their hashes, and an import loads the package that brings it, with what that
depends on. The folder has the packages that the course and JupyterLite's kernel need, and no others.
"""

import email
import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path

from backprop import installation

CORE = ("pyodide.*js", "pyodide.asm.wasm", "python_stdlib.zip")
STARTS_WITH = ("micropip", "ssl", "sqlite3", "comm", "jedi", "ipython")  # JupyterLite's kernel, if they are there
IN_THE_PAGE = {"widgetsnbextension", "jupyterlab-widgets"}  # needed by ipywidgets, and not by a kernel


def assemble(source, wheels, folder, fetch):
    """Put a Pyodide for the course into a folder.

    `source` has Pyodide's core and its lock file; `wheels` are of pure Python, with the course's own; what else is
    needed comes from `source`, or as bytes from `fetch(name)`. Raises ValueError for what is too old or altered.
    """
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    own = {entry["name"]: entry for entry in map(described, wheels)}
    packages = {**lock["packages"], **own}
    lock["packages"] = {name: packages[name] for name in sorted(needed(packages))}
    check_bounds(lock["packages"], next(path for path in wheels if path.name.startswith("backprop_")))
    folder.mkdir(parents=True)
    for path in [*wheels, *(path for one in CORE for path in source.glob(one))]:
        shutil.copy(path, folder)
    for entry in lock["packages"].values():
        target, there = folder / entry["file_name"], source / entry["file_name"]
        if not target.exists():
            target.write_bytes(there.read_bytes() if there.exists() else fetch(entry["file_name"]))
        if hashlib.sha256(target.read_bytes()).hexdigest() != entry["sha256"]:
            raise ValueError(f"{entry['file_name']} is not the file that Pyodide's lock file names")
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def metadata(wheel):
    """What a wheel says of itself: its fields, and the names that it brings to import."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (about,) = (name for name in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        tops = {name.partition("/")[0].removesuffix(".py") for name in names if name.endswith(".py")}
        return email.message_from_bytes(archive.read(about)), sorted(tops)


def requirements(fields):
    """What a distribution needs without extras: normalized names, each with the rest of its line."""
    for line in fields.get_all("Requires-Dist", []):
        if "extra ==" not in line:
            name, bound = re.fullmatch(r"([\w.-]+)(.*)", line).groups()
            yield normal(name), bound


def normal(name):
    """A name as lock files have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def described(wheel):
    """A wheel as an entry of the lock file."""
    fields, imports = metadata(wheel)
    return {
        "name": normal(fields["Name"]), "version": fields["Version"], "file_name": wheel.name, "imports": imports,
        "depends": [name for name, _ in requirements(fields) if name not in IN_THE_PAGE],
        "sha256": hashlib.sha256(Path(wheel).read_bytes()).hexdigest(),
        "install_dir": "site", "package_type": "package", "unvendored_tests": False,
    }  # fmt: skip


def needed(packages):
    """The names that the course and the kernel need, each with what it depends on."""
    waiting, found = [installation.NAME, *(name for name in STARTS_WITH if name in packages)], set()
    while waiting:
        name = normal(waiting.pop())
        if name not in found:
            found.add(name)
            waiting += packages[name]["depends"]
    return found


def check_bounds(packages, course):
    """Each package is as new as the course's own wheel asks."""
    for name, bound in requirements(metadata(course)[0]):
        lowest, have = bound.removeprefix(">="), packages[name]["version"]
        if installation.release(have) < installation.release(lowest):
            raise ValueError(f"{name} is {have} in this Pyodide; the course needs {lowest} or newer")
