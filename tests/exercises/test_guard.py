"""Nothing escapes a check: no error, no loop without end, no output, no question, whatever a student's code does."""

import io
import os
import subprocess
import sys
import time

import matplotlib
import numpy as np
import pytest

from backprop.exercises import catalogue, guard
from backprop.exercises.judge import judge
from backprop.exercises.verdict import BUT, CORRECT, NOTHING, STOPPED, WRONG

OUTER = catalogue.find("outer")


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.1)


def endless(delta, a):
    while True:
        delta = delta + 0


def catching(delta, a):
    while True:
        try:
            for _ in range(1000):  # so that the time is over in here
                delta = delta + 0
        except BaseException:
            pass


def catching_below(delta, a):
    def step():
        try:
            return delta + 0
        except BaseException as error:
            return error.args

    while True:
        step()


def in_a_library(delta, a):
    return sorted(iter(lambda: float(delta @ delta), None))


def counting(delta, a):
    n = 0
    for _ in iter(int, 1):
        n += 1


def waiting(delta, a):
    while True:
        time.sleep(0.01)


@pytest.mark.skipif(sys.gettrace() is not None, reason="under a debugger there is no limit")
@pytest.mark.parametrize("function", [endless, catching, catching_below, counting, in_a_library, waiting])
def test_a_loop_without_end_ends_with_its_line(soon, function):
    verdict = judge(OUTER, function)
    assert verdict.word == STOPPED and "had not ended after 0.1 seconds" in verdict.sentence
    assert " in the line `" in verdict.sentence and "guard" not in verdict.sentence
    assert sys.gettrace() is None


def test_the_limit_counts_computing_and_not_what_else_the_machine_does(soon):
    def held_up(delta, a):
        time.sleep(0.25)
        return np.outer(delta, a)

    error, _ = guard.call(lambda: held_up(np.ones(2), np.ones(3)))
    assert error is None


def test_an_interrupt_is_a_verdict():
    def answer(delta, a):
        raise KeyboardInterrupt

    verdict = judge(OUTER, answer)
    assert verdict.word == STOPPED and verdict.sentence == "It was interrupted in the line `raise KeyboardInterrupt`."


class Mute(Exception):
    def __str__(self):
        raise ValueError("nor this")


class Endless(Exception):
    def __str__(self):
        while True:
            pass


ERRORS = [Mute(), Endless(), SystemExit(3), MemoryError(), RecursionError(), GeneratorExit()]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_whatever_is_raised_is_a_verdict(soon, error):
    def answer(delta, a):
        raise error

    verdict = judge(OUTER, answer)
    assert verdict.word == STOPPED
    assert verdict.sentence.startswith(f"{type(error).__name__} in the line `raise error`")


def test_a_question_gets_no_answer():
    verdict = judge(OUTER, lambda delta, a: float(input("δ? ")) * a)
    assert verdict.word == STOPPED and "input() gets no answer" in verdict.sentence


def test_recursion_and_exhausted_memory_are_verdicts():
    def again(delta, a):
        return again(delta, a)

    assert "RecursionError" in judge(OUTER, again).sentence
    assert "MemoryError" in judge(OUTER, lambda delta, a: np.empty(1 << 60)).sentence


def in_another_cell(a):
    return a.nothing


def test_the_line_is_the_deepest_of_the_students_own_in_whichever_cell():
    verdict = judge(OUTER, lambda delta, a: in_another_cell(a))
    assert verdict.sentence.startswith("AttributeError in the line `return a.nothing`")


def test_only_the_first_call_is_heard(capsys):
    def loud(delta, a):
        print("out")
        print("err", file=sys.stderr)
        return delta[:, None] * a

    assert judge(OUTER, loud).word == CORRECT
    assert capsys.readouterr() == ("out\n", "err\n")


def test_a_flood_of_output_is_cut(capsys):
    def loud(delta, a):
        for _ in range(1000):
            print("x" * 80)
        return delta[:, None] * a

    judge(OUTER, loud)
    assert len(capsys.readouterr().out) == guard.LETTERS


def test_figures_are_closed_but_for_those_of_the_first_call():
    from matplotlib import pyplot

    with matplotlib.rc_context({"backend": "agg"}):
        judge(OUTER, lambda delta, a: pyplot.figure() and delta[:, None] * a)
        assert len(pyplot.get_fignums()) == 1
        pyplot.close("all")


def test_only_the_first_call_displays():
    """In a shell of IPython, which a notebook's kernel is."""
    code = """
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
from IPython.utils.capture import capture_output
import numpy as np
from backprop.exercises import check
InteractiveShell.instance()
with capture_output() as heard:
    result = check("outer", lambda delta, a: (display("shown"), np.multiply.outer(delta, a))[1])
print(result.word, len(heard.outputs))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["correct", "1"]


def test_what_was_there_before_is_there_afterwards():
    before = sys.stdin, sys.stdout, sys.stderr, __builtins__["input"], os.getcwd()
    judge(OUTER, lambda delta, a: input())
    assert (sys.stdin, sys.stdout, sys.stderr, __builtins__["input"], os.getcwd()) == before


@pytest.mark.parametrize("name", [one.name for stem in catalogue.STEMS for one in catalogue.exercises(stem)
                                  if hasattr(one, "write")])  # fmt: skip
def test_code_that_returns_nothing_is_an_attempt(name):
    exercise = catalogue.find(name)

    def forgotten(*args):
        exercise.reference(*args)

    def printed(*args):
        print(exercise.reference(*args), file=io.StringIO())
        print("here")

    def not_replaced(*args):
        exercise.reference(*args)
        return ...

    assert judge(exercise, forgotten).sentence == "It returns nothing: the result has to stand behind `return`."
    assert judge(exercise, printed).sentence.startswith("It prints, and returns nothing")
    assert "It returns `...`" in judge(exercise, not_replaced).sentence
    for function in (forgotten, printed, not_replaced):
        assert judge(exercise, function).word == WRONG


def test_a_change_in_place_that_returns_nothing_is_told():
    def answer(X, Y, W, b, learning_rate):
        for l in W:
            W[l] -= learning_rate

    assert judge(catalogue.find("descent"), answer).sentence.endswith("It changes its argument W.")


def test_a_stub_is_not_an_attempt():
    def docstring(delta, a):
        """Nothing."""

    def passed(delta, a):
        pass

    def unwritten(delta, a):
        raise NotImplementedError

    for function in (docstring, passed, unwritten, lambda delta, a: ...):
        assert judge(OUTER, function).word == NOTHING


def test_an_answer_that_changes_from_call_to_call_is_told():
    seen = []

    def growing(delta, a, kept=[]):  # noqa: B006
        kept.append(1)
        return np.multiply.outer(delta, a) * len(kept)

    def cached(delta, a):
        seen.append(np.multiply.outer(delta, a))
        return seen[0]

    def remembering(X, Y, W, b, learning_rate, kept={}):  # noqa: B006
        if "first" not in kept:
            kept["first"] = catalogue.find("descent").reference(X, Y, W, b, learning_rate)
        return kept["first"]

    assert "does not give the same result twice" in judge(OUTER, growing).sentence
    assert "right for the first" in judge(OUTER, cached).sentence
    assert "right for the first" in judge(catalogue.find("descent"), remembering).sentence
    once = []

    def right_the_first_time(delta, a):
        once.append(1)
        return np.multiply.outer(delta, a) * (1 if len(once) <= 3 else 2)

    assert judge(OUTER, right_the_first_time).word == WRONG


def test_a_number_that_is_moved_and_put_back_is_no_change():
    def answer(f, x, h):
        slope = np.zeros(x.shape)
        for k in np.ndindex(x.shape):
            x[k] += h
            above = f(x)
            x[k] -= 2 * h
            slope[k] = (above - f(x)) / (2 * h)
            x[k] += h
        return slope

    assert judge(catalogue.find("central"), answer).word == CORRECT


def test_what_the_task_asks_to_do_without_is_noticed():
    from numpy import outer

    for function in (lambda delta, a: np.outer(delta, a), lambda delta, a: outer(a, delta).T):
        verdict = judge(OUTER, function)
        assert verdict.word == BUT and "calls np.outer" in verdict.sentence


def test_masked_entries_are_refused_and_an_empty_mask_is_not():
    right = lambda delta, a: np.multiply.outer(delta, a)
    assert judge(OUTER, lambda delta, a: np.ma.array(right(delta, a))).word == CORRECT
    masked = judge(OUTER, lambda delta, a: np.ma.masked_less(right(delta, a), 0))
    assert masked.word == WRONG and "masked" in masked.sentence


def test_a_function_that_is_given_is_called_with_the_shape_of_x():
    def flat(f, x, h):
        steps = h * np.eye(x.size)
        return np.reshape([(f(x.ravel() + e) - f(x.ravel() - e)) / (2 * h) for e in steps], x.shape)

    assert "f takes an array of the shape of x, (2, 3)" in judge(catalogue.find("central"), flat).sentence
