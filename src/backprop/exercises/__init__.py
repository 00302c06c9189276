"""Exercises that know which mistake was made: `check` an answer, take a `hint`, see the `results`.

`predict` keeps what is thought before a derivation, and `recall` shows it again.
"""

from .hand_in import hand_in
from .prediction import predict, recall
from .session import check, forget, hint, results

__all__ = ["check", "forget", "hand_in", "hint", "predict", "recall", "results"]
