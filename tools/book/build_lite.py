"""`make lite`: the book, and under lite/ in it the notebooks with a kernel that runs in the browser, by JupyterLite.

Whoever reads needs no other address: Pyodide and its packages are stored there. It works from a server, not from
a folder.
"""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
import venv
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import build_book
import handout
import kernel
import stored
from backprop.exercises import progress

TOP = stored.FOLDER.parent
APP, PYODIDE = "lite/lab/index.html", "static/pyodide"  # what the book's links open, and where Lite has its Python
NPM = build_book.BOOK / "lite"  # package.json there names the version of Pyodide
CDN = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{name}"  # Pyodide's packages; its lock file has their hashes


@dataclass(frozen=True)
class Versions:
    """What belongs together: what pip builds the site with, wheels that are added to Pyodide, and how it starts."""

    site: tuple[str, ...]
    wheels: tuple[str, ...]
    start: str


PUBLISHED = Versions(
    ("jupyterlite-core[contents]==0.8.6", "jupyterlite-pyodide-kernel==0.8.6", "jupyterlab-widgets==3.0.17"),
    ("ipywidgets==8.1.9", "comm==0.2.3"),
    "pyodide.mjs",
)


def pip(python, *words):
    """Run pip in an environment, whatever PYTHONPATH says: with the tests' no program reaches the network."""
    command = [str(python), "-I", "-m", "pip", *words, "--quiet", "--disable-pip-version-check"]
    subprocess.run(command, check=True)


def app(versions, work, out):
    """Build JupyterLite with the notebooks, without Python, into a folder; `work` keeps what is needed for it."""
    env, site = work / "env", work / "site"
    if not (env / "ready").exists():
        venv.create(env, with_pip=True, clear=True)
        pip(next(env.glob("[bS]*/python*")), "install", *versions.site)
        (env / "ready").touch()
    for folder in (site, out):
        shutil.rmtree(folder, ignore_errors=True)
    left_out = shutil.ignore_patterns(".*", progress.NAME, "*.csv")
    shutil.copytree(stored.FOLDER, site / "contents" / "notebooks", ignore=left_out)
    settings = {"@jupyterlite/pyodide-kernel-extension:kernel": {"pyodideUrl": f"./{PYODIDE}/{versions.start}"}}
    config = {"jupyter-lite-schema-version": 0, "jupyter-config-data": {"litePluginSettings": settings}}
    (site / "jupyter-lite.json").write_text(json.dumps(config), encoding="utf-8")
    command = [next(env.glob("[bS]*/jupyter-lite*")), "build", "--contents", "contents", "--output-dir", out]
    command += ["--apps", "lab", "--no-sourcemaps", "--no-unused-shared-packages"]
    subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd=site)


def wheels(versions, work):
    """The wheels that are added to Pyodide: the course's own, and those of the versions."""
    folder = work / "wheels"
    shutil.rmtree(folder, ignore_errors=True)
    pip(sys.executable, "download", "--no-deps", "--only-binary=:all:", "--dest", str(folder), *versions.wheels)
    handout.wheel(folder)
    shutil.rmtree(folder / "source")
    return sorted(folder.glob("*.whl"))


def fetch(name):
    """A package of the published Pyodide; its hash is compared with the lock file's."""
    version = json.loads((NPM / "package.json").read_text(encoding="utf-8"))["dependencies"]["pyodide"]
    with urllib.request.urlopen(CDN.format(version=version, name=name)) as answer:
        return answer.read()


def build(out):
    """The published JupyterLite, in a folder."""
    work = TOP / "build" / "lite"
    work.mkdir(parents=True, exist_ok=True)
    app(PUBLISHED, work, out)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=NPM, check=True)
    source = NPM / "node_modules" / "pyodide"
    kernel.assemble(source, wheels(PUBLISHED, work), out / PYODIDE, fetch)


def main():
    """Build the book, and JupyterLite in it."""
    os.environ["BOOK_LITE"] = APP
    if failed := build_book.main():
        return failed
    print("JupyterLite", flush=True)
    out = build_book.BUILT / "lite"
    build(out)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {size / 1e6:.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
