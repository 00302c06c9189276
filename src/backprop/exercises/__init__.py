"""Exercises that know which mistake was made: `check` an answer, take a `hint`, see the `results`, `hand_in`."""

from .hand_in import hand_in
from .session import check, hint, results

__all__ = ["check", "hand_in", "hint", "results"]
