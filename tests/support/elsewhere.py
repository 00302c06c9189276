"""Where a test cannot run, and why: nothing else may be skipped when the whole suite runs."""

import os
import shutil

import matplotlib
import pytest

import place

STORED_WITH = "3.11"  # the matplotlib that `make notebooks` ran with last
NOT_HERE = {
    f"the plots were stored with matplotlib {STORED_WITH}; another sets its labels a little differently":
        not matplotlib.__version__.startswith(f"{STORED_WITH}."),
    "there is no make here, or no shell that it needs": os.name == "nt" or shutil.which("make") is None,
    "this reads English, and pyproject.toml says that the course is in another language": place.language() != "en",
}  # fmt: skip

with_the_stored_matplotlib, with_make, in_english = (
    pytest.mark.skipif(there, reason=reason) for reason, there in NOT_HERE.items()
)
