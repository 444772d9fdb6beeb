"""Who is looked after: ages, overlaps, colours of risk, units × groups."""

from dataclasses import dataclass, replace

from care.briefing.about import About
from care.briefing.breakdowns.parts import bars, in_, said
from care.briefing.naming import place_name
from care.briefing.piece import Chart, Piece, Series, Table
from care.briefing.shares import few, few_said
from care.briefing.small import hidden_units
from care.words import percent

SEXES = ("male", "female")
OLDER = ("60-69", "70-79", "80-89", "90+")
YOUNGER = ("00-05", "06-13", "14-17")
PAIRS = 10  # overlaps shown
COLOURS = ("red", "yellow", "blue", "green")


@dataclass(frozen=True)
class Ages:
    """`sides`: men and women by band, youngest first; both empty where nobody's age is known."""

    bands: list[str]
    sides: tuple[list[int], list[int]]
    sentence: str


def ages_of(about: About) -> Ages:
    frame = about.answers.breakdown(about.ask("age_sex"))
    counts = {(r.x, r.series): int(r.subjects) for r in frame.itertuples()}
    bands = sorted({x for x, _ in counts if x != "unknown"})
    men, women = ([counts.get((band, sex), 0) for band in bands] for sex in SEXES)
    return Ages(bands, (men, women), _age_sentence(about, counts) if bands else "")


def band_name(band: str) -> str:
    """'00-05' → 0–5."""
    low, _, high = band.partition("-")
    return f"{int(low)}–{int(high)}" if high else band


def _age_sentence(about: About, counts: dict[tuple[str, str], int]) -> str:
    whole = sum(counts.values())
    old = sum(n for (band, _), n in counts.items() if band in OLDER)
    young = sum(n for (band, _), n in counts.items() if band in YOUNGER)
    unknown = sum(n for (band, _), n in counts.items() if band == "unknown")
    text = about.t("groups.age_says", old=percent(old / whole), young=percent(young / whole))
    return about.t.sentences(text, about.t("groups.age_unknown", n=unknown) if unknown else "")


def ages(about: About, piece: Piece) -> Piece:
    found, t = ages_of(about), about.t
    if not found.bands:
        return piece
    names = [t("groups.age_band", band=band_name(band)) for band in found.bands]
    series = tuple(
        Series(t(f"sex.{sex}_plural"), tuple(side)) for sex, side in zip(SEXES, found.sides, strict=True)
    )
    rows = tuple(zip(names, *found.sides, strict=True))
    return replace(
        piece,
        counted=in_(about, "people"),
        sentences=said(found.sentence),
        chart=Chart("stacked", tuple(band_name(band) for band in found.bands), series, share=False),
        table=Table((t("groups.age"), *(one.name for one in series)), rows),
        empty=False,
    )


def overlaps_of(about: About) -> list[tuple[str, str, int]]:
    """The pairs of groups that share most people: (one, other, people)."""
    frame = about.answers.breakdown(about.ask("group_overlap"))
    pairs = frame[frame["x"] < frame["series"]].sort_values("subjects", ascending=False).head(PAIRS)
    return [(r.x, r.series, int(r.subjects)) for r in pairs.itertuples()]


def pair_name(about: About, one: str, other: str) -> str:
    short = about.t.lang == "zh"  # English short names do not stand alone
    return " ＋ ".join(about.group_name(group, short) for group in (one, other))


def overlap_sentence(about: About, pairs: list[tuple[str, str, int]]) -> str:
    one, other, n = pairs[0]
    names = [about.group_name(group) for group in (one, other)]
    return about.t("groups.overlap_says", names=about.t.joined(names), n=n)


def overlaps(about: About, piece: Piece) -> Piece:
    pairs = overlaps_of(about)
    if not pairs:
        return piece
    rows = [(pair_name(about, one, other), n) for one, other, n in pairs]
    return replace(
        piece,
        counted=in_(about, "people"),
        sentences=said(overlap_sentence(about, pairs)),
        chart=bars(piece.question, rows),
        empty=False,
    )


def colour_name(about: About, colour: str) -> str:
    """A colour of risk with the rhythm of visits that follows from it."""
    rules = [one for one in about.definitions.contacts.rules if one.duty == "visit" and one.risk == colour]
    if not rules:
        return about.t(f"risk.{colour}")
    period = about.t.pick(about.definitions.contacts.periods[rules[-1].period])
    return about.t("groups.colour_rhythm", colour=about.t(f"risk.{colour}"), period=period)


def colours_of(about: About) -> dict[str, int]:
    """Children by colour, the most urgent first."""
    frame = about.answers.breakdown(about.ask("risk_colours"))
    counts = dict(zip(frame["x"], frame["n"], strict=True))
    return {one: int(counts[one]) for one in COLOURS if counts.get(one)}


def colour_changes(about: About) -> str:
    """How many changed to a more and to a less urgent colour in the last year."""
    frame = about.answers.breakdown(about.ask("risk_changes"))
    steps = [(one.split(">"), int(n)) for one, n in zip(frame["series"], frame["n"], strict=True)]
    worse = sum(n for (before, now), n in steps if COLOURS.index(now) < COLOURS.index(before))
    better = sum(n for (before, now), n in steps if COLOURS.index(now) > COLOURS.index(before))
    return about.t("groups.colours_says", worse=worse, better=better)


def colours(about: About, piece: Piece) -> Piece:
    found = colours_of(about)
    if not found:
        return piece
    return replace(
        piece,
        counted=in_(about, "people"),
        sentences=said(colour_changes(about)),
        chart=bars(piece.question, [(colour_name(about, one), n) for one, n in found.items()]),
        empty=False,
    )


def crossed_of(about: About) -> tuple[list[str], dict[str, dict[str, int]]]:
    """Groups, the largest first, and their people by unit one step below."""
    rows = sorted(about.answers.by(about.ask("on_roll"), "group"), key=lambda row: -row.due)
    groups = [row.key for row in rows]
    by = {one: about.answers.by(about.ask("on_roll", group=one), "unit") for one in groups}
    return groups, {one: {row.key: row.due for row in by[one]} for one in groups}


def units_by_group(about: About, piece: Piece) -> Piece:
    if not about.children or about.group:
        return piece
    groups, cells = crossed_of(about)
    if not groups:
        return piece
    gone = {one: hidden_units(about, one) for one in groups}
    rows = tuple(
        (
            place_name(about, unit),
            *(few(about) if unit in gone[one] else cells[one].get(unit, 0) for one in groups),
        )
        for unit in about.children
    )
    headings = (about.t("column.unit"), *(about.group_name(one, short=True) for one in groups))
    return replace(
        piece,
        counted=in_(about, "people"),
        sentences=said(few_said(about) if any(gone.values()) else ""),
        table=Table(headings, rows),
        empty=False,
    )
