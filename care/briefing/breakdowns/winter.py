"""Winter relief step by step, and dangerous houses."""

from dataclasses import dataclass, replace

from care.briefing.about import About
from care.briefing.breakdowns.parts import bars, in_, said
from care.briefing.naming import duty_name
from care.briefing.piece import Piece, Table

HOUSE_STAGES = ("found", "started", "safe")


def stepped(about: About) -> str:
    """The relief item with several steps; '' where there is none."""
    return next((one.id for one in about.definitions.relief.values() if len(one.stages) > 1), "")


def steps_of(about: About) -> tuple[str, list[tuple[str, int]]]:
    """The item with several steps, and how many households have come to each; nothing where there is none."""
    item = stepped(about)
    if not item:
        return "", []
    frame = about.answers.breakdown(about.ask("relief_stages"))
    counts = {row.x: int(row.n) for row in frame[frame["series"] == item].itertuples()}
    stages = about.definitions.relief[item].stages
    return item, [(stage, counts.get(stage, 0)) for stage in stages] if counts else []


def longest_wait(about: About, steps: list[tuple[str, int]]) -> str:
    """Between which two steps most households wait."""
    waits = [(a[1] - b[1], a[0], b[0]) for a, b in zip(steps, steps[1:], strict=False)]
    most, before, after = max(waits, default=(0, "", ""))
    if most <= 0:
        return about.t("relief.no_wait")
    words = {"before": about.t(f"stage.{before}"), "after": about.t(f"stage.{after}")}
    return about.t("relief.waiting", n=most, **words)


def stages(about: About, piece: Piece) -> Piece:
    item, steps = steps_of(about)
    if not steps:
        return piece
    title = about.t("relief.stages", item=duty_name(about, item))
    return replace(
        piece,
        question=title,
        counted=in_(about, "households"),
        sentences=said(longest_wait(about, steps)),
        chart=bars(title, [(about.t(f"stage.{stage}"), n) for stage, n in steps]),
        empty=False,
    )


@dataclass(frozen=True)
class Houses:
    """Houses by stage reached, and by (stage, grade)."""

    stages: dict[str, int]
    grades: dict[tuple[str, str], int]

    def sentence(self, about: About) -> str:
        found, left = self.stages["found"], self.stages["found"] - self.stages["safe"]
        return (
            about.t("relief.houses_open", n=left, found=found)
            if left
            else about.t("relief.houses_all_safe", n=found)
        )


def houses_of(about: About) -> Houses | None:
    frame = about.answers.breakdown(about.ask("house_stages"))
    if frame.empty:
        return None
    grades = {(r.x, r.series): int(r.n) for r in frame.itertuples()}
    return Houses({stage: int(frame.loc[frame["x"] == stage, "n"].sum()) for stage in HOUSE_STAGES}, grades)


def houses(about: About, piece: Piece) -> Piece:
    found, t = houses_of(about), about.t
    if found is None:
        return piece
    names = [(t(f"house.{stage}"), n) for stage, n in found.stages.items()]
    grades = sorted({grade for _, grade in found.grades})
    rows = tuple(
        (name, *(found.grades.get((stage, grade), 0) for grade in grades), n)
        for (name, n), stage in zip(names, found.stages, strict=True)
    )
    headings = (t("relief.stage"), *(t("house.of_grade", grade=grade) for grade in grades), t("gaps.total"))
    return replace(
        piece,
        counted=in_(about, "houses"),
        sentences=said(found.sentence(about)),
        chart=bars(piece.question, names),
        table=Table(headings, rows),
        empty=False,
    )
