"""Exercises that know which mistake was made: `check` an answer, take a `hint`, see the `results`."""

from .hand_in import hand_in
from .session import check, forget, hint, results

__all__ = ["check", "forget", "hand_in", "hint", "results"]
