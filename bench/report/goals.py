"""What was asked of speed, against what was measured; a goal whose section has not run yet is said to be open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

COUNTY, PROVINCE = 100_000, 1_000_000
Sizes = dict[int, dict]


@dataclass(frozen=True)
class Goal:
    """`value` reads the results; `most`: no more than that is good, else no less than `least`. `why`: what stands in the
    way where it is not met."""

    says: str
    value: Callable[[Sizes], float]
    unit: str
    most: float | None = None
    least: float | None = None
    why: str = ""

    def good(self, value: float) -> bool:
        return value <= self.most if self.most is not None else value >= (self.least or 0)


def read(people: int, section: str, *path: str) -> Callable[[Sizes], float]:
    def value(sizes: Sizes) -> float:
        one = sizes[people][section]["found"]
        for key in path:
            one = one[key]
        return one

    return value


def ratio(above: Callable[[Sizes], float], below: Callable[[Sizes], float]) -> Callable[[Sizes], float]:
    return lambda sizes: above(sizes) / below(sizes)


def changes(people: int, app: str, figure: str = "median") -> Callable[[Sizes], float]:
    return read(people, "pages", app, "group", figure)


DRAWING = "most of a change is the browser's drawing: six charts, some 500 ms on these two processors, which the server shares; Superset draws four, and its canvases are not waited for"
WHOLE = "a day's first asker pays for all filters of that day: each question judges every person and is put by for every unit and group, 37 s of processor at 1,000,000 people (rhythm 9, calendar 9, months 7); questions that are kept by person from one day to the next would be the way"
GOALS = (
    Goal("filter change, p95 of 1,000,000 people ÷ p95 of 100,000", ratio(changes(PROVINCE, "careboard", "p95"), changes(COUNTY, "careboard", "p95")), "×", most=1.3, why="at a million people one of ten runs had to work tables out anew that others had driven out (15 s); by their medians it is 1.5 times. Which tables give room has been changed since (commit 7703b31), and not measured in the browser"),
    *(Goal(f"filter change, Superset ÷ CareBoard, {people:,} people", ratio(changes(people, "superset"), changes(people, "careboard")), "×", least=3, why=DRAWING) for people in (COUNTY, PROVINCE)),
    Goal("filter change, Streamlit + pandas ÷ CareBoard, 1,000,000 people", ratio(changes(PROVINCE, "naive"), changes(PROVINCE, "careboard")), "×", least=10, why=f"{DRAWING}; the quick page draws four, too"),
    Goal("work of the server for a filter change on the page of visits, 1,000,000 people, ms", read(PROVINCE, "server", "visits_new", "median"), "", most=100, why="74 ms are the page itself (asked again, nothing is looked up); the rest is some dozen looks into kept answers of 3 to 6 ms each, more than half of it planning the statements, and the list's, 15 ms. Since it was measured, statements are parsed once, which takes a sixth off the looks (100,000 people)"),
    Goal("a day never asked before, 1,000,000 people, ms", read(PROVINCE, "pages", "careboard", "day", "median"), "", most=1000, why=WHOLE),
    Goal("work of the server for the page of gaps, a filter never asked before, 1,000,000 people, ms", read(PROVINCE, "server", "gaps_new", "median"), "", most=150, why="its page and its counts are looked up"),
    Goal("a village's file until its figures stand, 1,000,000 people, s", read(PROVINCE, "taking", "figures", "median"), "", most=5, why="the new store's first page is a day never asked before (above), 22 s of it, and the store is copied (4 GB). Since it was measured, texts compared before are not compared again, manifests are read once and files of other months are left unread: taking in went from 21.6 to 13.7 s, and understanding a file from 5.1 to 2.5 s, in turns without a browser (at 100,000 people taking in from 5.8 to 4.5); not measured again in the browser"),
    Goal("full rebuild, 1,000,000 people, s", read(PROVINCE, "rebuild", "rebuild", "median"), "", most=60, why="at 100,000 people nearly half of it judges everybody at fourteen month-ends, a fifth lays the contacts, a tenth compares texts; the two processors are busy nearly throughout"),
    Goal("memory of the server with 20 sessions, 100,000 people, MB", read(COUNTY, "sessions", "20", "memory_most_mb"), "", most=600),
)  # fmt: skip


def goals(sizes: Sizes) -> Iterator[str]:
    """A table of Markdown."""
    yield "## Against what was asked\n"
    yield "|goal|wanted|measured||"
    yield "|-|-|-|-|"
    missed: dict[str, list[str]] = {}
    for one in GOALS:
        wanted = f"≤ {one.most:,g}" if one.most is not None else f"≥ {one.least:,g}"
        try:
            value = one.value(sizes)
        except (KeyError, TypeError, ZeroDivisionError):
            yield f"|{one.says}|{wanted} {one.unit}|–|not measured|"
            continue
        yield f"|{one.says}|{wanted} {one.unit}|{value:,.1f} {one.unit}|{'met' if one.good(value) else 'not met'}|"
        if not one.good(value):
            missed.setdefault(one.why, []).append(one.says)
    yield ""
    if missed:
        yield "What stands in the way, and what the limit is:\n"
        yield from (f"- {'; '.join(says)}: {why}." for why, says in missed.items())
        yield ""
