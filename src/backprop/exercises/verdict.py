"""What the judge says: one of five words, a sentence, where it shows, and the predicted mistakes that it may be."""

from dataclasses import dataclass

CORRECT, BUT, NOTHING, WRONG, STOPPED = "correct", "correct, but", "not attempted", "not yet", "stopped by an error"


@dataclass(frozen=True)
class Verdict:
    """One of the five words above, a sentence, the first difference, and the predicted mistakes that it may be."""

    word: str
    sentence: str
    detail: str = ""
    mistakes: tuple = ()


def say(mistakes):
    """The sentences of mistakes that give the same numbers, each with the equation that it breaks."""
    said = [f"{wrong.means} See ({wrong.breaks})." for wrong in mistakes]
    if len(said) < 2:
        return "".join(said)
    count = {2: "Two", 3: "Three"}.get(len(said), "Several")
    return f"{count} mistakes give exactly these numbers, which cannot tell them apart. " + " Or: ".join(said)
