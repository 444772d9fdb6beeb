"""Which kind of ledger a sheet is: by its distinctive columns and by words in its title, sheet and file name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from care.ledgers import looks
from care.ledgers.columns import Column, Paths, Sample, map_columns
from care.ledgers.coming import NONE_OF, still_to_come
from care.ledgers.constants import PERSON, Said, attached
from care.ledgers.money_paid import as_needed
from care.ledgers.plain import plain
from care.ledgers.staff import helpers_of, lists_staff
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import Period, periods

LAST, OF_LAST = (
    re.compile("最近|上次|最后|末次"),
    ("contact_on", "contact_by", "contact_kind"),
)  # a roster may say so
TICKED = re.compile(r"^[√✓✔☑○〇×xX✗✘—/-]$|^(外出|在外|住院|不在|未|无)|^(走访|电话|入户|上门|家访)$")
OF_MONEY = re.compile("低保金|供养金|救助金|补助|补贴|津贴|发放|缴费|缴纳|领取")
OF_VISITS = re.compile("访|关爱|服务|慰问|联系|谈|认证|巡|看望|结对|帮扶")
SURE = 0.1  # the best kind must lead the second by this share


@dataclass(frozen=True)
class Choice:
    """A kind with its columns; `sure` False = a clerk should confirm."""

    kind: str
    columns: tuple[Column, ...]
    periods: dict[int, Period]
    blocks: tuple[dict[int, int], ...]
    score: float
    sure: bool


def choose(
    paths: Paths,
    sample: Sample,
    titles: list[str],
    title_month: int | None,
    frame,
    said,
    constants: Sequence[Said] = (),
) -> Choice | None:
    """The best kind whose needed columns are all there, or None. `said`: the clerk's Correction; `constants`: what is
    said above for all rows, as further columns behind the last."""
    width = len(paths)
    paths = (*paths, *((label,) for label, _ in constants))
    sample = [*sample, *([value] for _, value in constants)]
    months = periods(list(paths), title_month, ticked_in(sample))
    if amounts_in([value for at in months for value in sample[at]]):
        months = {}
    paying = any(map(OF_MONEY.search, titles)) and not any(map(OF_VISITS.search, titles))
    months = {
        at: one for at, one in months.items() if one.months == 1 or not paying and tells_of_visits(sample[at])
    }
    paths = tuple(() if at in months else path for at, path in enumerate(paths))
    kinds = [said.kind] if said.kind else list(frame.words.ledgers)
    if not said.kind and still_to_come(paths, titles, sample):
        kinds = [kind for kind in kinds if kind not in NONE_OF]
    found = [
        chosen
        for kind in kinds
        if (chosen := as_kind(kind, paths, sample, months, titles, frame, said, width))
    ]
    if not found:
        return None
    found.sort(key=lambda one: one.score, reverse=True)
    sure = len(found) == 1 or found[0].score - found[1].score > SURE * found[0].score
    return replace(found[0], sure=sure)


def as_kind(
    kind: str,
    paths: Paths,
    sample: Sample,
    months: dict[int, Period],
    titles: list[str],
    frame,
    said,
    width: int,
) -> Choice | None:
    """A sheet read as one kind of ledger, if it has the columns that this kind needs."""
    words = frame.words
    paths = helpers_of(paths, titles, words) if kind == "pairing" else paths
    columns, blocks = map_columns(paths, kind, sample, frame)
    columns = tuple(
        one for one in columns if one.at < width or one.field == attached(one.heading, kind, words) != ""
    )
    if {one.field for one in columns if one.at < width} & {"name", "head_name"}:
        columns = tuple(one for one in columns if one.at < width or one.field not in PERSON)
    against = speaks_against(columns, words.ledgers[kind]) or lists_staff(
        kind, columns, sample, titles, words
    )
    if against and said.kind != kind:
        return None
    columns = as_needed(columns, kind, titles)
    columns = tuple(by_clerk(kept(column, kind, words), said.fields) for column in columns)
    fields = present(columns, months) | by_title(columns, kind, titles, words)
    if lacks(fields, words.ledgers[kind]["needs"]):
        return None
    points = score(columns, fields, kind, titles, words)
    return Choice(kind, columns, months if kind == "contacts" else {}, blocks, points, True)


def speaks_against(columns: tuple[Column, ...], ledger: dict) -> bool:
    """A heading that this kind never has: a list of activities names no pupils."""
    guessed = ("content", "likeness")
    return any(one.field in ledger.get("without", ()) and one.how not in guessed for one in columns)


def kept(column: Column, kind: str, words: Vocabulary) -> Column:
    """Kinds that speak of units keep their own fields only."""
    keeps = words.keeps.get(kind)
    if keeps is None or not column.field or column.field in keeps:
        return column
    return replace(column, field="", how="left_out")


def by_clerk(column: Column, fields) -> Column:
    if column.heading not in fields:
        return column
    return replace(column, field=fields[column.heading], confidence=1.0, how="clerk")


def amounts_in(values: list[str]) -> bool:
    """Money paid month by month, no visits: most cells are numbers that cannot be days. Anything else tells of visits."""
    full = [value for value in values if value.strip()]
    return looks.share(full, looks.AMOUNT) > 0.5


def tells_of_visits(values: list[str]) -> bool:
    """Days, ticks or why nobody was met: a quarter's column may as well hold plans or sums."""
    return looks.share(values, looks.VISITED) >= 0.5 or not any(value.strip() for value in values)


def ticked_in(sample: Sample) -> frozenset[int]:
    """Columns with ticks and nothing else but why there is none; blank ones, too, beside another."""
    full = [[value.strip() for value in values if value.strip()] for values in sample]
    found = {at for at, values in enumerate(full) if all(map(TICKED.match, values))}
    return frozenset(found) if any(full[at] for at in found) else frozenset()


def present(columns: tuple[Column, ...], months: dict) -> set[str]:
    fields = {column.field for column in columns if column.field}
    flags = {"flags"} if any(field.startswith("flag:") for field in fields) else set()
    return fields | flags | ({"months"} if months else set())


def by_title(columns: tuple[Column, ...], kind: str, titles: list[str], words: Vocabulary) -> set[str]:
    """A title says of which body (包村联系表, 责任人名单) all those are who have a post and a unit each."""
    spelled = words.ledgers[kind].get("from_title", {}).get("answer_role", {})
    said = any(sign in title for signs in spelled.values() for sign in signs for title in titles)
    posted = any(one.field == "answer_position" for one in columns)
    return {"answer_role"} if said and posted else set()


def lacks(fields: set[str], needs: list[list[str]]) -> list[list[str]]:
    return [any_of for any_of in needs if not fields & set(any_of)]


def score(
    columns: tuple[Column, ...], fields: set[str], kind: str, titles: list[str], words: Vocabulary
) -> float:
    ledger = words.ledgers[kind]
    sure = {column.field: column.confidence for column in columns}
    last = any(one.field == "contact_on" and LAST.search(one.heading) for one in columns)
    own = sum(
        weight * sure.get(field, 1.0)
        for field, weight in ledger["distinctive"].items()
        if field in fields and not (last and field in OF_LAST)
    )
    title = max((title_score(title, ledger["title_words"]) for title in titles), default=0.0)
    return own + title


def title_score(title: str, weights: dict[str, float]) -> float:
    text = plain(title)
    return sum(weight for word, weight in weights.items() if plain(word) in text)
