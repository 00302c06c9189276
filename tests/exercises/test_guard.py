"""A student's code that does not end, asks, raises the oddest errors, prints or draws: a verdict, and silence."""

import contextlib
import itertools
import sys
import time

import numpy as np
import pytest

from backprop.exercises import catalogue, guard
from backprop.exercises.judge import BUT, CORRECT, STOPPED, WRONG, judge

OUTER = catalogue.find("outer")


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.05)
    monkeypatch.setattr(guard, "GRACE", 0.05)


def on_one_line(delta, a):
    while True: pass  # fmt: skip  # noqa: E701


def counting(delta, a):
    k = 0
    while k < 10:
        k -= 1


def in_another_function(delta, a):
    return counting(delta, a)


def taking_every_error(delta, a):
    while True:
        try:
            np.sum(delta)
        except:  # noqa: E722
            pass


def taking_errors_and_going_on(delta, a):
    while True:
        try:
            1 / 0  # noqa: B018
        except BaseException:
            continue


def in_a_generator(delta, a):
    return sum(1 for _ in itertools.count())


def inside_a_handler(delta, a):
    try:
        while True:
            pass
    except:  # noqa: E722
        return np.outer(delta, a)


class Endless:
    def __array__(self, *data, **options):
        while True:
            pass


def in_what_is_returned(delta, a):
    return Endless()


@pytest.mark.parametrize(("answer", "line"), [
    (on_one_line, "while True: pass"), (counting, ""), (in_another_function, ""), (taking_every_error, ""),
    (taking_errors_and_going_on, ""), (inside_a_handler, ""), (in_a_generator, "return sum("), (in_what_is_returned, ""),
])  # fmt: skip
def test_an_endless_loop_ends_with_the_line_that_was_running(soon, answer, line):
    start = time.perf_counter()
    verdict = judge(OUTER, answer)
    assert time.perf_counter() - start < 2
    assert verdict.word == STOPPED
    assert verdict.sentence.startswith(f"After 0.05 seconds it had not come to an end; it was in the line `{line}")
    assert sys.gettrace() is None


def test_after_it_the_next_answer_is_judged_as_ever(soon):
    judge(OUTER, on_one_line)
    assert judge(OUTER, np.outer).word == CORRECT


def test_what_is_slow_and_ends_is_right():
    def answer(delta, a):
        sum(k for k in range(20000))
        return np.outer(delta, a)

    assert judge(OUTER, answer).word == CORRECT


def test_under_a_debugger_there_is_no_limit_and_its_trace_stays(soon):
    def trace(*event):
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        word = judge(OUTER, lambda delta, a: [time.sleep(0.06), np.outer(delta, a)][1]).word
        assert sys.gettrace() is trace
    finally:
        sys.settrace(before)
    assert word == CORRECT


class Mute(Exception):
    def __str__(self):
        raise RuntimeError


class Unending(Exception):
    def __str__(self):
        while True:
            pass


def raises(error):
    def answer(delta, a):
        raise error

    return answer


@pytest.mark.parametrize(("error", "sentence"), [
    (Mute(), "Mute in the line `raise error`. "), (Unending(), "Unending in the line `raise error`. "),
    (KeyboardInterrupt(), "It was interrupted in the line `raise error`, before "), (SystemExit(), "SystemExit in "),
    (MemoryError(), "MemoryError in the line"), (GeneratorExit(), "GeneratorExit in "), (KeyError("a"), "KeyError in "),
    (BaseExceptionGroup("two", [ValueError(), KeyboardInterrupt()]), "BaseExceptionGroup in "),
])  # fmt: skip
def test_every_error_is_a_verdict(soon, error, sentence):
    verdict = judge(OUTER, raises(error))
    assert verdict.word == STOPPED and verdict.sentence.startswith(sentence), verdict
    assert verdict.sentence.endswith("Called with delta (4,), a (3,).") and "\n" not in verdict.sentence


def test_memory_that_there_is_not_and_recursion_are_verdicts():
    assert "MemoryError" in judge(OUTER, lambda delta, a: np.zeros(10**14)).sentence

    def again(delta, a):
        return again(delta, a)

    assert "RecursionError in the line `return again(delta, a)`" in judge(OUTER, again).sentence


def test_the_line_is_the_deepest_of_the_students_own():
    def answer(delta, a):
        return np.vectorize(helper)(delta)

    verdict = judge(OUTER, answer)
    assert "ZeroDivisionError in the line `return 1 // 0`" in verdict.sentence


def helper(number):
    return 1 // 0


def test_nobody_is_asked(capsys):
    for ask in (lambda words: input(words), lambda words: sys.stdin.readline() or int("nothing")):
        verdict = judge(OUTER, lambda delta, a, ask=ask: float(ask("x? ")) * np.outer(delta, a))
        assert verdict.word == STOPPED
    assert "input() gets no answer" in judge(OUTER, lambda delta, a: input()).sentence
    assert judge(OUTER, lambda delta, a: [breakpoint(), np.outer(delta, a)][1]).word == CORRECT
    assert capsys.readouterr().out == ""


def test_what_is_printed_is_seen_once_on_both_streams(capsys):
    def answer(delta, a):
        print("here")
        print("there", file=sys.stderr)
        return np.outer(delta, a)

    judge(OUTER, answer)
    heard = capsys.readouterr()
    assert heard.out == "here\n" and heard.err == "there\n"


def test_a_flood_is_cut(capsys):
    judge(OUTER, lambda delta, a: [print("word " * 10000), np.outer(delta, a)][1])
    assert len(capsys.readouterr().out) == guard.LETTERS


def test_no_figure_stays_open_after_the_first_call():
    from matplotlib import pyplot

    before = pyplot.get_fignums()
    with contextlib.suppress(ValueError):
        judge(OUTER, lambda delta, a: [pyplot.figure(), np.outer(delta, a)][1])
    assert len(pyplot.get_fignums()) <= len(before) + 1
    pyplot.close("all")


def test_nothing_is_displayed_but_at_the_first_call(monkeypatch):
    IPython = pytest.importorskip("IPython")
    from IPython.core.interactiveshell import InteractiveShell

    shell, shown = InteractiveShell(), []
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    monkeypatch.setattr(type(shell.display_pub), "publish", lambda self, *data, **options: shown.append(data))
    judge(OUTER, lambda delta, a: [shell.display_pub.publish({"text/plain": "x"}), np.outer(delta, a)][1])
    assert len(shown) == 1
    shell.display_pub.publish({})
    assert len(shown) == 2


# What is no stub, and what returns nothing


def prints(delta, a):
    print(np.outer(delta, a))


def in_place(delta, a):
    delta *= 2


def forgets(delta, a):
    product = np.outer(delta, a)  # noqa: F841


def still_there(delta, a):
    product = np.outer(delta, a)  # noqa: F841
    return ...


@pytest.mark.parametrize(("answer", "words"), [
    (prints, "`return` is missing. `print` shows"), (in_place, "It changes its argument delta in place"),
    (forgets, "Your function returns nothing"), (still_there, "It still returns `...`"),
])  # fmt: skip
def test_code_that_returns_nothing_is_an_attempt(answer, words, capsys):
    verdict = judge(OUTER, answer)
    assert verdict.word == WRONG and words in verdict.sentence and verdict.mistakes


# What changes from call to call, and what the arguments become


def test_what_is_kept_between_calls_is_told():
    def grows(delta, a, calls=[]):  # noqa: B006
        calls.append(1)
        return np.outer(delta, a) * len(calls)

    rng = np.random.default_rng()
    for answer in (grows, lambda delta, a: rng.normal(size=(len(delta), len(a)))):
        assert judge(OUTER, answer).sentence.startswith("It gives something else when it is called again")
    kept = {}
    verdict = judge(OUTER, lambda delta, a: kept.setdefault("result", np.outer(delta, a)))
    assert verdict.sentence.startswith("Every call gives what the first one gave, and only there is it right")
    numbers = np.arange(12.0).reshape(4, 3)
    assert judge(OUTER, lambda delta, a: numbers).sentence.startswith("It gives the same at every test point")


def test_a_residue_of_rounding_is_no_change():
    def up_and_down(delta, a):
        delta += 0.1
        delta -= 0.1
        return np.outer(delta, a)

    assert judge(OUTER, up_and_down).word == CORRECT
    assert judge(OUTER, lambda delta, a: [result := np.outer(delta, a), delta.fill(0)][0]).word == BUT


def test_masked_arrays_with_masked_entries_are_refused():
    assert judge(OUTER, lambda delta, a: np.ma.array(np.outer(delta, a))).word == CORRECT
    verdict = judge(OUTER, lambda delta, a: np.ma.masked_less(np.outer(delta, a), 0))
    assert verdict.word == WRONG and "masked" in verdict.sentence
