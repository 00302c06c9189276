"""One call of a student's code that nothing escapes: no error, no output, no figure, no question, no endless loop.

The limit of time looks at the clock at each line, and needs neither signals nor threads: it holds in a browser too.
What it cannot end is one call of compiled code, such as `sum(itertools.count())` or a product of huge matrices: there
Jupyter's Interrupt is needed, and in a browser a restart. Under a debugger there is no limit.
"""

import builtins
import contextlib
import functools
import io
import os
import sys
import sysconfig
import time
import traceback
from pathlib import Path
from time import perf_counter

SECONDS = 4.0  # of computing, for one call; a right answer takes milliseconds
LETTERS = 2000  # of what a function prints are shown
LIBRARY = (
    *{sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")},
    str(Path(os.__file__).parent),  # in a browser Python's own files come in a zip
    str(Path(__file__).parents[1]), "<frozen ", "<__array_function__",
)  # fmt: skip
computed = getattr(time, "thread_time", perf_counter)  # what this thread has computed; a browser has the clock alone


class TooLong(BaseException):
    """The limit of time is over. No Exception, so that a student's own `except Exception` lets it pass.

    A trace function that raises is taken away by Python. If a student's bare `except` takes the error, nobody has it
    any more, and it puts the trace back on its way out: then the next line meets it again.
    """

    def __init__(self, clock):
        super().__init__()
        self.clock = clock

    def __del__(self):
        if not self.clock.over:
            self.clock.go_on(sys._getframe(1))


def call(function, show=False, clock=None):
    """Call a function without arguments: the error that it raised, or None, and what it printed.

    With `show` the reader sees what it prints, at most LETTERS of it, and what it displays.
    """
    out, err = (_Heard(stream if show else None) for stream in (sys.stdout, sys.stderr))
    with contextlib.ExitStack() as around:
        around.enter_context(contextlib.redirect_stdout(out))
        around.enter_context(contextlib.redirect_stderr(err))
        around.enter_context(_no_question())
        if not show:
            around.enter_context(_no_display())
        try:
            _limited(function, clock or Clock())
        except BaseException as error:  # KeyboardInterrupt, SystemExit and whatever a student derives from it
            return error, out.text
    return None, out.text


class _Heard(io.StringIO):
    """Takes what is written, and hands the first LETTERS on to a stream."""

    def __init__(self, stream):
        super().__init__()
        self.stream, self.text = stream, ""

    def write(self, words):
        fitting = words[: LETTERS - len(self.text)]
        self.text += fitting
        if self.stream is not None and fitting:
            self.stream.write(fitting)
        return len(words)


@contextlib.contextmanager
def _no_question():
    """`input` has nobody to ask."""

    def ask(prompt=""):
        raise EOFError("input() gets no answer while check runs; the function is given its arguments")

    before = builtins.input, sys.stdin
    builtins.input, sys.stdin = ask, io.StringIO()
    try:
        yield
    finally:
        builtins.input, sys.stdin = before


@contextlib.contextmanager
def _no_display():
    """Nothing is displayed, and no figure stays open."""
    capture, before = contextlib.nullcontext(), _figures()
    if "IPython" in sys.modules and sys.modules["IPython"].get_ipython():
        from ..jupyter.quiet import nothing_displayed

        capture = nothing_displayed()
    try:
        with capture:
            yield
    finally:
        for number in _figures() - before:
            sys.modules["matplotlib._pylab_helpers"].Gcf.destroy(number)


def _figures():
    helpers = sys.modules.get("matplotlib._pylab_helpers")
    return set(helpers.Gcf.figs) if helpers else set()


def steps(function):
    """How many steps Python takes to call a function; 0 if it raises, or under a debugger."""
    counter = _Counter()
    error, _ = call(function, clock=counter)
    return 0 if error else counter.count


def _limited(function, clock):
    """Call a function under a trace that ends it when SECONDS are over."""
    if sys.gettrace() is not None:
        return function()
    sys.settrace(clock)
    try:
        return function()
    finally:
        clock.over = True
        sys.settrace(None)


class Clock:
    """A trace function: looks at the time at every call, and in a student's own code at every line.

    The limit is SECONDS of computing, whatever else the machine has to do, and five times as long for who waits.
    """

    def __init__(self):
        self.begun, self.computed, self.entered, self.over = perf_counter(), computed(), set(), False

    def __call__(self, frame, event, _):
        waited = perf_counter() - self.begun
        if waited > SECONDS and (computed() - self.computed > SECONDS or waited > 5 * SECONDS):
            raise TooLong(self)
        if event == "call":
            self.entered.add(frame.f_code)
        return None if is_library(frame.f_code.co_filename) else self

    def go_on(self, frame):
        """Trace a frame and those that called it, from its next line on."""
        while frame:
            if not is_library(frame.f_code.co_filename):
                frame.f_trace = self
            frame = frame.f_back
        sys.settrace(self)


class _Counter(Clock):
    """Counts the steps too, those of libraries with them."""

    count = 0

    def __call__(self, frame, event, _):
        super().__call__(frame, event, _)
        frame.f_trace_opcodes = True
        self.count += 1
        return self


@functools.cache
def is_library(file):
    """Whether a file belongs to Python, to an installed package or to this course, and not to a student."""
    return file.startswith(LIBRARY)


def own_line(error):
    """The line of the student's own code in which an error was raised, in whichever cell; "" if there is none."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if not is_library(frame.filename)]
    return own[-1].line.strip() if own and own[-1].line else ""


def message(error):
    """What an error says, in one line; nothing if it cannot say it."""
    said = [""]
    call(lambda: said.append(" ".join(str(error).split())))
    return said[-1] if len(said[-1]) < 160 else said[-1][:157] + "…"
