"""What a figure can be asked: its controls and the rules between them, as data.

A rule names a control that stands above in the figure: `By` makes a bound depend on it, `when` says for which of its
values a control counts. `offered` are the settings that a published page offers of a control, where all are too
many; both ends and the first setting belong to them always.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import isfinite


@dataclass(frozen=True)
class By:
    """A bound that another control tells: `values` has it for each value of `control`."""

    control: str
    values: Mapping


@dataclass(frozen=True)
class Control:
    """What every kind has: its label, its first setting, when it counts, and what a published page offers of it."""

    label: str
    first: object
    when: tuple[str, object] | None = field(default=None, kw_only=True)
    offered: Collection | None = field(default=None, kw_only=True)

    def counts(self, values):
        """Whether it counts at these values of the controls above."""
        return self.when is None or values[self.when[0]] == self.when[1]

    def named(self):
        """The controls that its rules name."""
        return [self.when[0]] if self.when else []

    def offers(self, values):
        """The settings that a published page offers."""
        every = self.settings(values)
        if self.offered is None:
            return every
        kept = {every[0], every[-1], self.fit(self.first, values), *self.offered}
        return [setting for setting in every if setting in kept]


@dataclass(frozen=True)
class Slider(Control):
    """A quantity from `low` to `high`, shown with so many `decimals`; between its steps any value can be typed."""

    low: float
    high: float
    step: float
    decimals: int = 2

    def fit(self, value, values):
        """The value that it takes when it is set to `value`. Raises ValueError for what is no number."""
        if not isfinite(value):
            raise ValueError(f"{self.label} must be a number; got {value!r}")
        return min(max(float(value), self.low), self.high)

    def settings(self, values):
        """All its settings, step by step."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + k * self.step, 10) for k in range(count + 1)]


@dataclass(frozen=True)
class Steps(Control):
    """A whole number from `low` to `high`; `high` may be told by another control."""

    high: int | By
    low: int = 0

    def named(self):
        """The controls that its rules name."""
        return super().named() + ([self.high.control] if isinstance(self.high, By) else [])

    def top(self, values):
        """Its upper end at these values of the controls above."""
        return self.high.values[values[self.high.control]] if isinstance(self.high, By) else self.high

    def fit(self, value, values):
        """The value that it takes when it is set to `value`. Raises ValueError for what is no whole number."""
        if value != int(value):
            raise ValueError(f"{self.label} must be a whole number; got {value!r}")
        return min(max(int(value), self.low), self.top(values))

    def settings(self, values):
        """All its settings."""
        return list(range(self.low, self.top(values) + 1))


@dataclass(frozen=True)
class Index(Steps):
    """An index from 1 to `high`; `names` says what each of them stands for."""

    low: int = 1
    names: tuple[str, ...] = ()

    def about(self, value):
        """Its label at a value."""
        return f"{self.label} {self.names[value - 1]}, number" if self.names else self.label


@dataclass(frozen=True)
class Choice(Control):
    """A few settings to choose from, in a row: values, or pairs of the words that are shown and the value."""

    options: tuple
    width: int = 60

    def pairs(self):
        """The words and the value of each setting."""
        return [option if isinstance(option, tuple) else (str(option), option) for option in self.options]

    def fit(self, value, values):
        """The value itself. Raises ValueError if it is none of the settings."""
        if value not in self.settings(values):
            raise ValueError(f"{self.label} must be one of {self.settings(values)}; got {value!r}")
        return value

    def settings(self, values):
        """All its settings."""
        return [value for _, value in self.pairs()]


@dataclass(frozen=True)
class Film:
    """Buttons that play the control `of`, `stride` further in each picture, `every` so many milliseconds."""

    of: str
    stride: int
    every: int
