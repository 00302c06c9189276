"""Exercises that know which mistake was made: `check` an answer, ask for a `hint`, see the `results`."""

from .session import check, hint, results

__all__ = ["check", "hint", "results"]
