"""Where PyTorch is installed, by `make test-pytorch`: the cells that need it run, and print what is kept."""

import json

import pytest

import store_pytorch
import stored
from backprop import pytorch

KEPT = json.loads(pytorch.STORED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def printed():
    assert pytorch.installed(), "make test-pytorch installs PyTorch"
    return store_pytorch.printed()  # an assertion in a cell, by hand against PyTorch, stops it


def test_the_cells_print_what_is_kept(printed):
    assert printed == KEPT, "make store-pytorch, then make notebooks"


def test_the_notebook_is_stored_with_it():
    assert store_pytorch.cells(stored.read(store_pytorch.path())) == KEPT
