"""The equations of the course, each with the code that evaluates both of its sides.

`@equation(tag, latex)` goes over a function of one `Network` that returns the two sides, or more where the
equation has more. `latex` is the equation as its notebook has it; that they agree is tested too.
"""

EQUATIONS = {}


def equation(tag, latex):
    """Register the function below as what verifies the equation `tag`."""

    def register(verify):
        assert tag not in EQUATIONS, tag
        EQUATIONS[tag] = latex, verify
        return verify

    return register
