"""The target of one output: 0, 1, or any value between."""

from . import live


def controls():
    """Two controls: `answer` switches between 0, 1 and between; `between` is a slider for the last."""
    answer = live.choice("target y", [("0", 0.0), ("1", 1.0), ("between", "between")], 1.0, 90)
    between = live.slider("y between", 0.3, 0.05, 0.95, 0.05, disabled=True)

    def switch(change):
        between.disabled = change["new"] != "between"

    answer.observe(switch, "value")
    return {"answer": answer, "between": between}


def chosen(answer, between):
    """The target that the two controls stand for."""
    return between if answer == "between" else answer
