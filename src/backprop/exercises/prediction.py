"""What a student predicts before a derivation: kept in the record of progress, and shown again after the figure."""

from ..course import NOTEBOOKS
from . import progress
from .compare import is_nothing
from .words import Words

NOTHING = "Nothing is kept yet: put your answers in the places of ..., in quotation marks, and run the cell again."


def predict(stem, *answers):
    """Keep the answers to the questions of *Predict* in the notebook of this stem, in any words or numbers.

    An answer that is still `...` is kept as none. Raises ValueError if no notebook has that stem.
    """
    _known(stem)
    said = ["" if is_nothing(one) else " ".join(str(one).split())[:300] for one in answers]
    if not any(said):
        return Words(NOTHING)
    progress.add({"exercise": f"predict {stem}", "prediction": said})
    trouble = progress.trouble()
    return Words("Kept. You will see it again after the figure." + f"\n{trouble}" * bool(trouble))


def recall(stem):
    """What was predicted in the notebook of this stem, the first time and, if it is another, the last time.

    Raises ValueError if no notebook has that stem.
    """
    _known(stem)
    kept = [said for event in progress.events() if (said := _said(event, stem))]
    if not kept:
        return Words("You have kept no prediction in this notebook: that is the cell under Predict.")
    first, last = kept[0], kept[-1]
    lines = ["You predicted:", *_numbered(first)]
    if last != first:
        lines += ["Later you changed it to:", *_numbered(last)]
    return Words("\n".join(lines))


def _known(stem):
    stems = [one.stem for one in NOTEBOOKS]
    if stem not in stems:
        raise ValueError(f"stem must be one of {', '.join(stems)}; got {stem!r}")


def _said(event, stem):
    """The answers that an event of the record has; None if it is another, or damaged."""
    said = event.get("prediction") if event["exercise"] == f"predict {stem}" else None
    return said if isinstance(said, list) and said and all(isinstance(one, str) for one in said) else None


def _numbered(said):
    return [f"{number}. {words or 'no answer'}" for number, words in enumerate(said, start=1)]
