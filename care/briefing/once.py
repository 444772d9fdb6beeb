"""Answers given once: a briefing asks for the same count in several places."""

from dataclasses import dataclass, field

from care.answers import Answers

ASKED = ("count", "by", "trend", "households", "breakdown", "table")


@dataclass(frozen=True)
class Once:
    """Answers that remembers what it has answered; lives as long as one briefing is made."""

    answers: Answers
    had: dict = field(default_factory=dict)

    def __getattr__(self, name: str):
        asked = getattr(self.answers, name)
        return asked if name not in ASKED else lambda *about: self._once(asked, name, about)

    def _once(self, asked, name: str, about: tuple):
        key = (name, about)
        if key not in self.had:
            self.had[key] = asked(*about)
        return self.had[key]
