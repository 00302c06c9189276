"""The oldest versions that pyproject.toml allows, as constraints for pip: `make test-oldest` tests with them."""

import re
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"

OF_ITS_TIME = "pyparsing<3.3"  # 3.3 warns of what the oldest matplotlib calls


def constraints():
    """`name==x.y.*` for every `name>=x.y` that the course, JupyterLab and its tests need."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = project["dependencies"] + extras["jupyter"] + extras["test"]
    bounds = (re.fullmatch(r"([\w-]+)>=([\d.]+)", one).groups() for one in needed if ">=" in one)
    return [*(f"{name}=={version}.*" for name, version in bounds), OF_ITS_TIME]


if __name__ == "__main__":
    print(*constraints(), sep="\n")
