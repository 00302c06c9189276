"""One call of a student's code that nothing escapes: no error, no output, no figure, no question, no endless loop.

The limit of time is looked at in every step of Python, without signals or threads, so that it holds in a browser too.
What it cannot end is a single call of compiled code, such as `sum(itertools.count())` or one product of huge
matrices: there Jupyter's Interrupt is needed, and in a browser a restart. Under a debugger there is no limit.
"""

import builtins
import contextlib
import dis
import functools
import io
import math
import sys
import sysconfig
import traceback
from pathlib import Path
from time import perf_counter

SECONDS = 4.0  # for one call; a right answer takes milliseconds
GRACE = 1.0  # seconds more for code to leave its handlers of errors
LETTERS = 2000  # of what a function prints are shown
LIBRARY = (*{sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")},
           str(Path(__file__).parents[1]), "<frozen ", "<__array_function__")  # fmt: skip


class TooLong(BaseException):
    """The limit of time is over. No Exception, so that a student's own `except Exception` lets it pass."""


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
            _limited(function, clock or _Clock())
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
    """`input` has nobody to ask, and no debugger opens."""

    def ask(prompt=""):
        raise EOFError("input() gets no answer while check runs; the function is given its arguments")

    before = builtins.input, sys.stdin, sys.breakpointhook
    builtins.input, sys.stdin, sys.breakpointhook = ask, io.StringIO(), lambda *data, **options: None
    try:
        yield
    finally:
        builtins.input, sys.stdin, sys.breakpointhook = before


@contextlib.contextmanager
def _no_display():
    """Nothing is displayed in a notebook, and no figure stays open."""
    shell, before = "IPython" in sys.modules and sys.modules["IPython"].get_ipython(), _figures()
    if shell:
        shell.display_pub.publish = lambda *data, **options: None
    try:
        yield
    finally:
        if shell:
            del shell.display_pub.publish
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
        clock.end = math.inf
        sys.settrace(None)
        if clock.raised:  # a handler may have taken it, and the code gone on
            raise clock.raised


class _Clock:
    """A trace function: looks at the time at every call, and in a student's own code at every step.

    An error that a trace function raises ends the trace. So it is raised where no handler of the student's stands
    around the code, which would take it; only if the code does not come to such a place soon, it is raised anyway.
    """

    def __init__(self):
        self.end, self.raised = perf_counter() + SECONDS, None

    def __call__(self, frame, event, _):
        late = perf_counter() - self.end
        if late > 0 and (late > GRACE or not _handled(frame)):
            self.raised = TooLong()
            raise self.raised
        if is_library(frame.f_code.co_filename):
            return None
        frame.f_trace_opcodes = True  # a loop on one line has no event of a line
        return self


def _handled(frame):
    """Whether an error raised here would first come to an `except` or `finally` of the student's."""
    while frame is not None and frame.f_code.co_filename != __file__:
        if not is_library(frame.f_code.co_filename):
            if any(start <= frame.f_lasti < end for start, end in _handlers(frame.f_code)):
                return True
        frame = frame.f_back
    return False


@functools.cache
def _handlers(code):
    return [(entry.start, entry.end) for entry in dis.Bytecode(code).exception_entries]


class _Counter(_Clock):
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
    if isinstance(error, RecursionError):  # the last frame is at its head: the call stands in the one before
        own = own[:-1]
    return own[-1].line.strip() if own and own[-1].line else ""


def message(error):
    """What an error says, in one line; nothing if it cannot say it."""
    said = [""]
    call(lambda: said.append(" ".join(str(error).split())))
    return said[-1] if len(said[-1]) < 160 else said[-1][:157] + "…"
