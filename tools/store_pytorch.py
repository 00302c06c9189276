"""Keep what the cells of the notebook on autograd print with PyTorch, for those who have none: `make store-pytorch`.

Then `make notebooks`, whose environment has no PyTorch, stores the notebook with it.
"""

import json
import re

import store_notebooks
import stored
from backprop import pytorch

CELL = re.compile(r"^@with_pytorch\ndef (\w+)\(", flags=re.M)


def cells(notebook):
    """What each cell that needs PyTorch has printed, by the name of its function."""
    return {
        found[1]: "".join(output.get("text", repr(output)) for output in cell.outputs)
        for cell in notebook.cells if cell.cell_type == "code" and (found := CELL.search(cell.source))
    }  # fmt: skip


def path():
    """The notebook that has them."""
    return next(path for path in stored.PATHS if path.stem[3:] == "autograd")


def printed():
    """What they print here and now, by PyTorch."""
    if not pytorch.installed():
        raise SystemExit("PyTorch is not installed here")
    return cells(store_notebooks.settled(store_notebooks.run(stored.read(path()))))


if __name__ == "__main__":
    store_notebooks.write(pytorch.STORED, json.dumps(printed(), ensure_ascii=False, indent=2))
