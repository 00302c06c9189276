"""After the toy network has other numbers: `make recompute` writes what follows from them. Then `make notebooks`.

Each claim of a notebook and of the guide is computed with the committed tree and with the one here; where the two
differ, the text gets the new numbers, as do the guide's answers and what it quotes of the figures. What a program
cannot write is printed, all at once: a claim that no longer holds, words or signs that changed beside numbers, and
cells that stop, each with its file and the new values.
"""

import difflib
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

import nbformat
from nbclient import NotebookClient

import stored

os.environ["BACKPROP_PROGRESS"] = os.devnull  # what a cell checks here is nobody's progress
TOP = Path(__file__).resolve().parents[1]
GUIDE = TOP / "TEACHING.md"
COLOUR = re.compile(r"\{\\color\{#[0-9A-F]{6}\}(\\?[A-Za-z]+(?:\{[A-Z]\})?)\}")  # as in stored.markdown
TOKEN = re.compile(r"\d+(?:\.\d+)?|\w+|\s+|.")


def claimed(top):
    """What the tree at `top` computes."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = [sys.executable, str(top / "tools" / "claimed.py")]
    return json.loads(subprocess.run(run, cwd=top, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def committed():
    """What the committed tree computes."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=TOP, stdout=subprocess.PIPE, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        tarfile.open(fileobj=BytesIO(archive)).extractall(folder, filter="data")
        return claimed(Path(folder))


def plain(raw):
    """The text as claims write it, colours and ends of lines left out; and the place of each character in `raw`."""
    skipped = {k for found in COLOUR.finditer(raw) for k in (*range(found.start(), found.start(1)), found.end() - 1)}
    text, places = "", []
    for k, sign in enumerate(raw):
        if k not in skipped and not (sign.isspace() and text[-1:] == " "):
            text += " " if sign.isspace() else sign
            places.append(k)
    return text, [*places, len(raw)]


def changes(old, new):
    """Where two sentences differ: (begin, end) in the old one, and the new words."""
    one, two = TOKEN.findall(old), TOKEN.findall(new)
    at = [0]
    for token in one:
        at.append(at[-1] + len(token))
    for kind, i, k, m, n in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            yield at[i], at[k], "".join(two[m:n])


def rewritten(raw, old, new):
    """The text with the new sentence wherever the old one stands; the same text if it does not."""
    text, places = plain(raw)
    for begin in reversed([found.start() for found in re.finditer(re.escape(old), text)]):
        for start, end, words in reversed(list(changes(old, new))):
            raw = raw[: places[begin + start]] + words + raw[places[begin + end] :]
    return raw


def quoted(said, old, new):
    """What stands in the new sentence where the old one has the words `said`."""
    begin, shift, grown = old.index(said), 0, 0
    for start, end, words in changes(old, new):
        if end <= begin:
            shift += len(words) - (end - start)
        elif start < begin + len(said):
            grown += len(words) - (end - start)
    return new[begin + shift : begin + shift + len(said) + grown]


def pairs(old, new):
    """The sentences of one text as they were and as they are to be."""
    yield from zip(old["pieces"], new["pieces"], strict=False)
    for (name, setting, said, before), (*_, after) in zip(old["shown"], new["shown"], strict=True):
        yield f"`{name}`: `{setting}` → “{said}”", f"`{name}`: `{setting}` → “{quoted(said, before, after)}”"


def words(sentence):
    """A sentence without the digits of its numbers: its words, and the signs between them."""
    return re.sub(r"[\d.]+", "", sentence)


def into(texts, old, new):
    """Those texts with all that changed in them, and what is left for a reader."""
    left = list(new["false"])
    for before, after in pairs(old, new):
        if before != after:
            changed = [rewritten(text, before, after) for text in texts]
            if changed == texts:
                left.append(f"not found as “{before}”, to be said: {after}")
            elif words(before) != words(after):
                left.append(f"other words or signs, to be read: {after}")
            texts = changed
    return texts, left


def store(old, new):
    """Write what changed into the file, and give what is left."""
    path = TOP / new["file"]
    if path == GUIDE:
        text = path.read_text(encoding="utf-8")
        parts = re.split(r"(?m)^(?=## )", text)
        (k,) = [k for k, part in enumerate(parts) if part.startswith(f"## {new['number']} · ")]
        (parts[k],), left = into([parts[k]], old, new)
        path.write_text("".join(parts), encoding="utf-8", newline="\n")
    else:
        notebook = stored.read(path)
        cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
        texts, left = into([cell.source for cell in cells], old, new)
        for cell, text in zip(cells, texts, strict=True):
            cell.source = text
        path.write_text(nbformat.writes(notebook).rstrip("\n") + "\n", encoding="utf-8", newline="\n")
    return left


def stopped(path):
    """The cells of a notebook that do not run to their end, each with its last words."""
    notebook = stored.read(path)
    resources = {"metadata": {"path": path.parent}}
    NotebookClient(
        notebook, timeout=60, allow_errors=True, resources=resources, extra_arguments=stored.QUIET
    ).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                yield f"cell {cell.id} stops: {cell.source.splitlines()[-1]}: {output.evalue.strip()}"


def main():
    for old, new in zip(committed(), claimed(TOP), strict=True):
        for line in store(old, new):
            print(f"{new['file']}, {new['number']}: {line}")
    for path in stored.PATHS:
        for line in stopped(path):
            print(f"notebooks/{path.name}, {line}")


if __name__ == "__main__":
    main()
