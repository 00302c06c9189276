"""A film: buttons that play a control of a figure, stop it, move it one step, and reset it.

The kernel itself counts the time, so that a film plays alike in every view of its figure.
"""

import asyncio
import contextlib

import ipywidgets


def player(live, film):
    """The buttons of `film` for the figure `live`: play or pause, one step, reset."""
    return Player(live, film).buttons


class Player:
    """Plays a control: while `playing`, each tick moves it on by `film.stride`, until its end.

    A picture is drawn before the next tick is waited for: a slow computer plays slowly and never falls behind.
    """

    def __init__(self, live, film):
        self.control, self.film, self.playing = live.controls[film.of], film, False
        with contextlib.suppress(RuntimeError):  # without a loop, as in a test, ticks are called
            self.loop = asyncio.get_running_loop()
        self.buttons = [
            ipywidgets.Button(description=words, layout={"width": width})
            for words, width in (("play", "76px"), ("one step", "max-content"), ("reset", "max-content"))
        ]
        self._lock = live._turn
        for button, work in zip(self.buttons, (self.toggle, self.step, self.reset), strict=True):
            button.on_click(work)

    def toggle(self, _=None):
        """Play, from the start if it stands at its end; or pause."""
        with self._lock:
            self._set(not self.playing)
            if self.playing and self.control.value == self.control.max:
                self.control.value = self.control.min
            if self.playing and hasattr(self, "loop"):
                asyncio.run_coroutine_threadsafe(self._run(), self.loop)

    def step(self, _=None):
        """Pause, and move on by one."""
        with self._lock:
            self._set(False)
            self.control.value = min(self.control.value + 1, self.control.max)

    def reset(self, _=None):
        """Pause, and go back to the start."""
        with self._lock:
            self._set(False)
            self.control.value = self.control.min

    def tick(self):
        """Move on, if it plays."""
        with self._lock:
            if self.playing:
                self.control.value = min(self.control.value + self.film.stride, self.control.max)
                if self.control.value == self.control.max:
                    self._set(False)

    async def _run(self):
        """Tick until it no longer plays; an error, which the figure has shown, ends it."""
        turn = self.turn = object()  # pressed twice in a moment, the earlier run ends
        try:
            while self.playing and self.turn is turn:
                self.tick()
                await asyncio.sleep(self.film.every / 1000)
        except Exception:
            self._set(False)
            raise

    def _set(self, playing):
        self.playing = playing
        self.buttons[0].description = "pause" if playing else "play"
