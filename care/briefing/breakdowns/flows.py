"""Who came onto the roll and left it, month by month and why."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from care.briefing.about import About
from care.briefing.breakdowns.parts import in_, said
from care.briefing.months import month_labels, months_before
from care.briefing.piece import Chart, Piece, Series, Table

KINDS = ("joined", "left", "changed")


@dataclass(frozen=True)
class Flows:
    """How many came and left by month ('YYYY-MM', oldest first)."""

    months: list[str]
    came: list[int]
    left: list[int]

    @property
    def any(self) -> bool:
        return any(self.came) or any(self.left)

    def sentence(self, about: About) -> str:
        return about.t("groups.flow_says", came=sum(self.came), left=sum(self.left))


def flows_of(about: About) -> Flows:
    frame = about.answers.breakdown(about.ask("flows"))
    months = months_before(about.day, 12)
    counts = {(r.x, r.series): int(r.subjects) for r in frame.itertuples()}
    came, left = ([counts.get((key, side), 0) for key in months] for side in ("joined", "left"))
    return Flows(months, came, left)


def flows(about: About, piece: Piece) -> Piece:
    found, t = flows_of(about), about.t
    if not found.any:
        return piece
    series = tuple(
        Series(t(f"groups.{side}"), tuple(values), line=True)
        for side, values in (("joined", found.came), ("left", found.left))
    )
    rows = tuple(zip(month_labels(about, found.months, year=True), found.came, found.left, strict=True))
    return replace(
        piece,
        counted=in_(about, "people"),
        sentences=said(found.sentence(about)),
        chart=Chart("line", tuple(month_labels(about, found.months)), series, share=False),
        table=Table((t("brief.by_month"), *(one.name for one in series)), rows),
        empty=False,
    )


@dataclass(frozen=True)
class Reasons:
    """People added, left and changed: `sums` by reason (series) in the order shown, `counts` by (reason, month)."""

    months: list[str]
    sums: dict[str, int]
    counts: dict[tuple[str, str], int]

    def sentence(self, about: About) -> str:
        total = {kind: sum(n for one, n in self.sums.items() if one.split(".")[0] == kind) for kind in KINDS}
        return about.t("groups.flow_reasons_says", **total)


def reasons_of(about: About) -> Reasons:
    frame: pd.DataFrame = about.answers.breakdown(about.ask("flow_reasons"))
    sums = {one: int(n) for one, n in frame.groupby("series")["n"].sum().items()} if len(frame) else {}
    order = sorted(sums, key=lambda one: (KINDS.index(one.split(".")[0]), -sums[one]))
    counts = {(r.series, r.x): int(r.n) for r in frame.itertuples()}
    return Reasons(months_before(about.day, 12), {one: sums[one] for one in order}, counts)


def reason_name(about: About, series: str) -> str:
    kind, _, reason = series.partition(".")
    if kind == "joined":
        return about.t("flow.joined")
    if kind == "changed":
        return about.t(f"flow.changed_{reason}")
    word = f"left.{reason}"
    return about.t("flow.left", reason=about.t(word) if about.t.knows(word) else reason)


def flow_reasons(about: About, piece: Piece) -> Piece:
    found, t = reasons_of(about), about.t
    if not found.sums:
        return piece
    months = [t.month(date(int(key[:4]), int(key[5:]), 1)) for key in found.months]
    rows = tuple(
        (reason_name(about, one), n, *(found.counts.get((one, key), 0) for key in found.months))
        for one, n in found.sums.items()
    )
    return replace(
        piece,
        counted=in_(about, "times_of_people"),
        sentences=said(found.sentence(about)),
        table=Table((t("groups.reason"), t("gaps.total"), *months), rows),
        empty=False,
    )
