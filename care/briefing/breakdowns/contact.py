"""How people are cared for: days since the last contact, the calendar of contacts, kinds of helper, blanks, letters."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from care.briefing.about import About
from care.briefing.breakdowns.parts import bars, in_, said
from care.briefing.piece import Piece, Table
from care.sentences import most
from care.words import percent

LATE = ("093-183", "184+", "never")  # bands that need a look whatever the rule
BANDS = ("000-007", "008-031", "032-062", "063-092", *LATE)
DAYS = 182  # of the calendar
LETTERS = ("valid", "ends_soon", "run_out", "missing")
BLANKS = 10  # fields with most blanks


def bands_of(about: About) -> dict[str, int]:
    """People by how long ago they were last contacted, every band; empty where nobody is asked about."""
    frame = about.answers.breakdown(about.ask("days_since_contact"))
    counts = {r.x: int(r.subjects) for r in frame.itertuples()}
    return {band: counts.get(band, 0) for band in BANDS} if counts else {}


def band_name(about: About, band: str) -> str:
    if band == "never":
        return about.t("visits.never")
    low, _, high = band.partition("-")
    return f"{int(low)}–{int(high)}" if high else f"≥{int(band[:-1])}"


def days_sentence(about: About, counts: dict[str, int]) -> str:
    recent = counts["000-007"] + counts["008-031"]
    share = percent(recent / sum(counts.values()))
    return about.t("visits.days_says", share=share, late=counts["184+"], never=counts["never"])


def days_since(about: About, piece: Piece) -> Piece:
    counts = bands_of(about)
    if not counts:
        return piece
    names = [
        band_name(about, band)
        if band == "never"
        else about.t("visits.days_band", band=band_name(about, band))
        for band in BANDS
    ]
    worst = tuple(at for at, band in enumerate(BANDS) if band in LATE[1:] and counts[band])
    return replace(
        piece,
        counted=in_(about, "people"),
        sentences=said(days_sentence(about, counts)),
        chart=bars(piece.question, zip(names, counts.values(), strict=True), worst),
        empty=False,
    )


@dataclass(frozen=True)
class Calendar:
    """Contacts by day, from `first` on; days without any are left out."""

    first: date
    counts: dict[date, int]

    def sentence(self, about: About) -> str:
        busiest = max(self.counts, key=lambda day: (self.counts[day], day))
        empty = DAYS - sum(1 for n in self.counts.values() if n)
        return about.t.sentences(
            about.t("visits.calendar_says", day=busiest, n=self.counts[busiest]),
            about.t("visits.calendar_empty", n=empty) if empty else "",
        )


def calendar_of(about: About) -> Calendar:
    frame = about.answers.breakdown(about.ask("contact_calendar"))
    counts = {date.fromisoformat(r.x): int(r.n) for r in frame.itertuples()}
    return Calendar(about.day - timedelta(days=DAYS - 1), counts)


def calendar(about: About, piece: Piece) -> Piece:
    """A line a week: exact where a picture would only be darker or lighter."""
    found, t = calendar_of(about), about.t
    if not found.counts:
        return piece
    start = found.first - timedelta(days=found.first.weekday())
    weeks = [start + timedelta(days=7 * at) for at in range((about.day - start).days // 7 + 1)]
    rows = tuple((t.day(week), *(_on(found, week, at, about.day) for at in range(7))) for week in weeks)
    headings = (t("visits.week_from"), *(t(f"weekday.{at}") for at in range(7)))
    return replace(
        piece,
        counted=in_(about, "times"),
        sentences=said(found.sentence(about)),
        table=Table(headings, rows, shaded=True),
        empty=False,
    )


def _on(found: Calendar, week: date, weekday: int, last: date) -> int | str:
    day = week + timedelta(days=weekday)
    return found.counts.get(day, 0) if found.first <= day <= last else ""


def helpers_of(about: About) -> list[tuple[str, str, int]]:
    """Pairings by kind of helper, the most frequent first: (kind, name, pairs)."""
    frame = about.answers.breakdown(about.ask("helper_kinds")).sort_values("n", ascending=False)
    return [(r.x or "other", about.t(f"helper.{r.x or 'other'}"), int(r.n)) for r in frame.itertuples()]


def helpers_sentence(about: About, rows: list[tuple[str, str, int]]) -> str:
    return most(about.t, [(name, n) for _, name, n in rows], "pairs")


def helper_kinds(about: About, piece: Piece) -> Piece:
    rows = helpers_of(about)
    return _counted(about, piece, rows, "pairs", helpers_sentence(about, rows))


def blanks_of(about: About) -> list[tuple[str, str, int]]:
    """The fields that are blank most often: (field, name, people)."""
    frame = about.answers.breakdown(about.ask("file_blanks")).sort_values("n", ascending=False).head(BLANKS)
    return [(r.x, field_name(about, r.x), int(r.n)) for r in frame.itertuples()]


def field_name(about: About, field: str) -> str:
    known = about.definitions.fields.get(field)
    return about.t.pick(known["name"]) if known else field


def blanks_sentence(about: About, rows: list[tuple[str, str, int]]) -> str:
    """Of everybody on the roll: a person may lack several fields."""
    whole = about.answers.count(about.ask("on_roll")).due
    return most(about.t, [(name, n) for _, name, n in rows], "people", whole)


def file_blanks(about: About, piece: Piece) -> Piece:
    rows = blanks_of(about)
    return _counted(about, piece, rows, "people", blanks_sentence(about, rows))


def _counted(about: About, piece: Piece, rows: list[tuple[str, str, int]], unit: str, sentence: str) -> Piece:
    if not rows:
        return piece
    return replace(
        piece,
        counted=in_(about, unit),
        sentences=said(sentence),
        chart=bars(piece.question, [(name, n) for _, name, n in rows]),
        empty=False,
    )


def letters_of(about: About) -> list[tuple[str, str, int]]:
    """Guardianship letters by state: (state, name, children)."""
    frame = about.answers.breakdown(about.ask("letter_states"))
    counts = {r.x: int(r.n) for r in frame.itertuples()}
    return [(one, about.t(f"letter.{one}"), counts[one]) for one in LETTERS if one in counts]


def letters_sentence(about: About, rows: list[tuple[str, str, int]]) -> str:
    """The signing rate: those in force, of all."""
    if not rows:
        return ""
    whole = sum(n for _, _, n in rows)
    valid = sum(n for one, _, n in rows if one in ("valid", "ends_soon"))
    return about.t("files.letters_says", share=percent(valid / whole), n=valid, whole=whole)


def letters(about: About, piece: Piece) -> Piece:
    rows = letters_of(about)
    return _counted(about, piece, rows, "people", letters_sentence(about, rows))
