"""Answers given once: a briefing asks for the same count in several places, and for its parts beside it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from care.answers import Ask, Count, Row, Whole

ASKED = (
    "every_unit",
    "every_figure",
    "every_duty",
    "trend",
    "households",
    "households_by",
    "breakdown",
    "rows",
    "table",
)


@dataclass(frozen=True)
class Once:
    """Answers that remembers what it has answered; lives as long as one briefing is made.

    Of a question on `day` the whole is had with its parts, since nearly every idea asks for both; of another day
    (a month ago, the weeks of a forecast) only what is asked for.
    """

    answers: Any  # what has the methods of care.answers.Answers
    day: date
    had: dict = field(default_factory=dict)

    def count(self, ask: Ask) -> Count:
        return self._whole(ask).count if ask.as_of == self.day else self._once("count", ask)

    def by(self, ask: Ask, what: str) -> list[Row]:
        together = ask.as_of == self.day and what in ("unit", "duty")
        return self._whole(ask).rows[what] if together else self._once("by", ask, what)

    def __getattr__(self, name: str):
        if name in ASKED:
            return lambda *about: self._once(name, *about)
        return getattr(self.answers, name)

    def _whole(self, ask: Ask) -> Whole:
        return self._once("whole", ask)

    def _once(self, name: str, *about):
        key = (name, about)
        if key not in self.had:
            self.had[key] = getattr(self.answers, name)(*about)
        return self.had[key]
