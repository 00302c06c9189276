"""The states of all live figures, computed by the figures themselves, as files beside the book's pages.

What has been computed is kept in build/states until src/backprop changes.
"""

import base64
import hashlib
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

import pack
from backprop.widgets.catalogue import FIGURES

TOP = Path(__file__).resolve().parents[2]
KEPT = TOP / "build" / "states"


def key():
    """A name for all that the states follow from."""
    here = Path(__file__).parent
    sources = [*sorted((TOP / "src" / "backprop").rglob("*.py")), here / "offer.py", here / "pack.py"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]


def compute(name, folder):
    """Write the states of one figure, and the paper of a plot; returns its name, seconds, states and bytes."""
    start, figure = time.monotonic(), FIGURES[name]
    script = pack.packed(name, figure)
    (folder / f"{name}.js").write_text(script, encoding="utf-8")
    if figure.is_plot:
        (folder / f"{name}.png").write_bytes(base64.b64decode(figure.paper.partition(",")[2]))
    return name, time.monotonic() - start, len(figure.states()), len(script)


def all_states():
    """The folder with the states of all figures; says how far it is."""
    folder = KEPT / key()
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        names = sorted(FIGURES, key=lambda name: -len(FIGURES[name].states()) * (5 if FIGURES[name].is_plot else 1))
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            waiting = [pool.submit(compute, name, folder) for name in names]
            for count, done in enumerate(as_completed(waiting), 1):
                name, seconds, states, size = done.result()
                words = f"{name:23} {states:6,} states {size / 1e3:5.0f} kB {seconds:3.0f} s"
                print(f"  {count:2d} of {len(names)}  {words}", flush=True)
        (folder / "done").touch()
    return folder

