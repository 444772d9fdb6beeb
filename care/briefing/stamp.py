"""What every export says of itself: which filters, which day, which data, who made it and when."""

from dataclasses import dataclass
from datetime import date

from care.briefing.about import About
from care.briefing.noted import maker


@dataclass(frozen=True)
class Stamp:
    """`by`: who made it; `on`: the day of making, today."""

    by: str
    on: date

    def lines(self, about: About) -> tuple[str, ...]:
        """Scope, data and maker, one line each."""
        return about.scope_words, self.data(about), self.made(about)

    def data(self, about: About) -> str:
        return about.t("brief.data", version=about.answers.version)

    def made(self, about: About) -> str:
        return about.t("brief.made", by=maker(about, self.by), day=self.on)
