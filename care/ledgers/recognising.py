"""Sheets of raw cells → layouts: where each table is, what kind of ledger it is, which column is which field."""

import hashlib
import re
from dataclasses import replace

from care.ledgers import forms
from care.ledgers.columns import Sample
from care.ledgers.coming import still_to_come
from care.ledgers.constants import ATTACHED, Said, attached, said_above
from care.ledgers.form_parts import by_column, contacts_below, members_below, stacked
from care.ledgers.headers import Header, find_header, grid_of, header_at
from care.ledgers.headings import meaning
from care.ledgers.kinds import choose
from care.ledgers.layouts import Correction, Frame, Layout, Unread
from care.ledgers.lists_beside import lists_beside
from care.ledgers.name_and_village import with_villages_apart
from care.ledgers.options import gathered
from care.ledgers.own import own_list
from care.ledgers.parts import NAMING, parts_of, titles_above
from care.ledgers.plain import plain
from care.ledgers.problems import Refused
from care.ledgers.sheets import Sheet, Workbook, part_of
from care.ledgers.surroundings import Hints, hints_of, under
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import period_of

SAMPLE_ROWS = 200
EXAMPLE = re.compile(
    "^[(]?(?:填写|填报|填表)?(?:示例|样例|范例|说明)(?:$|[(]|表|页|勿填|请勿|不要)"
)  # a sheet's name
MOST_LAYOUTS = 80  # each is checked by itself, in a tenth of a second
LONGEST_FORM = 200  # rows; a longer sheet is a list, or holds several forms


def recognise(book: Workbook, frame: Frame) -> list[Layout | Unread]:
    """The tables of all sheets; a sheet without any gives an Unread. One called an example is none beside a ledger; alone
    it has been filled in. Raises Refused where more tables differ in their headings than any office has."""
    examples = {n for n, sheet in enumerate(book.sheets) if EXAMPLE.search(plain(sheet.name))}
    found: list[list[Layout | Unread]] = []
    keys: set[str] = set()
    for n, sheet in enumerate(book.sheets):
        found.append([] if n in examples else recognise_sheet(sheet, frame))
        keys |= {one.key for one in found[n] if isinstance(one, Layout) and one.shape != "form"}
        if len(keys) > MOST_LAYOUTS:
            raise Refused("too_many_layouts", limit=MOST_LAYOUTS)
    beside = any(isinstance(one, Layout) for own in found for one in own)
    for n in examples:
        found[n] = [Unread(book.sheets[n], "example")] if beside else recognise_sheet(book.sheets[n], frame)
    return [one for own in found for one in own]


def recognise_sheet(sheet: Sheet, frame: Frame) -> list[Layout | Unread]:
    if sheet.height == 0 or sheet.width == 0:
        return [Unread(sheet, "empty")]
    if own_list(sheet):
        return [Unread(sheet, "own_list")]
    header = find_header(sheet, frame.words)
    key = key_of(sheet, header)
    said = frame.corrections.get(key, Correction())
    if said.header:
        header = header_at(sheet, said.header[0] - 1, said.header[1])
    elif forms.is_form(sheet, labels(sheet, header, frame.words), frame.words):
        parts = stacked(sheet, frame.words)
        found = [one for part in parts for one in card_layouts(part, key, frame, said)]
        if found and (len(parts) > 1 or sheet.height <= LONGEST_FORM):
            return found
    if header is None:
        return [Unread(sheet, "no_header", key)]
    found: list[Layout | Unread] = []
    parts = parts_of(sheet, header, frame.words, frame.places)
    for part, own in (one for each in parts for one in lists_beside(*each, frame.words)):
        over = found[0].hints if found and isinstance(found[0], Layout) else None
        own_key = key if part is sheet else key_of(part, own)
        part, visits = visits_apart(part, own, frame)
        layout = list_layout(part, own, own_key, frame, said, over)
        found.append(layout or Unread(part, why_unread(part, own, frame), own_key))
        found += visits
    if any(isinstance(one, Layout) for one in found):
        return found
    return [Unread(sheet, next((one.why for one in found if one.why != "no_kind"), "no_kind"), key)]


def why_unread(sheet: Sheet, header: Header, frame: Frame) -> str:
    """A plan or a list of wishes; else like no kind of ledger."""
    hints = hints_of(sheet, grid_of(sheet, fill=False), header.top, frame.file, frame.today, frame.words)
    return still_to_come(header.paths, titles_of(hints, sheet, frame)) or "no_kind"


def key_of(sheet: Sheet, header: Header | None) -> str:
    """A short hash of a table's headings: the same layout next month has the same key."""
    said = (
        "|".join("/".join(map(plain, path)) for path in header.paths)
        if header
        else f"sheet:{plain(sheet.name)}"
    )
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def labels(sheet: Sheet, header: Header | None, words: Vocabulary) -> int:
    """How many columns of a header are known."""
    if header and forms.of_pairs(grid_of(sheet, fill=False)[header.top], words):
        return 0  # 谈话时间 | 5日 | 谈话地点 | 办公室: a form's row, no header
    paths = [path for path in header.paths if path] if header else []
    known = [(period_of(path), meaning(path, "roster", words).field) for path in paths]
    if not any(field or period and period.month for period, field in known):
        return 0  # 序号 | 1 | 2 | 3 numbers the persons of a sheet that has each in a column
    return sum(1 for period, field in known if period or field is not None)


def list_layout(
    sheet: Sheet,
    header: Header,
    key: str,
    frame: Frame,
    said: Correction,
    over: Hints | None = None,
    constants: tuple[Said, ...] = (),
) -> Layout | None:
    """`over`: what the sheet's first title says, for a further table of it; `constants`: what holds for all rows."""
    hints = hints_of(sheet, grid_of(sheet, fill=False), header.top, frame.file, frame.today, frame.words)
    hints = hints if over is None else under(hints, over, frame.words)
    sheet, header = with_villages_apart(*gathered(sheet, header, frame.words), frame.words, frame.places)
    constants = (*constants, *said_above(grid_of(sheet, fill=False)[: header.top], frame.words))
    sample, titles = sample_of(sheet, header.body), titles_of(hints, sheet, frame)
    choice = choose(header.paths, sample, titles, hints.month, frame, said, constants)
    if choice is None:
        return None
    rows = tuple(range(sheet.top + header.top + 1, sheet.top + header.body + 1))
    return Layout(
        sheet=sheet,
        key=key,
        shape="wide" if choice.periods else "list",
        kind=choice.kind,
        sure=choice.sure,
        header_rows=rows,
        first_row=sheet.top + header.body + 1,
        columns=choice.columns,
        periods=choice.periods,
        hints=hints,
        paths=with_above(header, sheet),
        blocks=choice.blocks,
        constants=tuple(value for _, value in constants),
    )


def with_above(header: Header, sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """The headings over each column, with those of a row above that only groups them: pages may repeat both."""
    paths = [list(path) for path in header.paths]
    for row in grid_of(sheet, fill=False)[max(0, header.top - 2) : header.top]:
        if sum(1 for text, _ in row if text) > 1:
            for path, (text, _) in zip(paths, row, strict=True):
                path.extend([text] if text else [])
    return tuple(map(tuple, paths))


def titles_of(hints: Hints, sheet: Sheet, frame: Frame) -> list[str]:
    return [*hints.titles, sheet.name, frame.file]


def sample_of(sheet: Sheet, body: int) -> Sample:
    part = sheet.cells.slice(body, SAMPLE_ROWS)
    return [part.column(f"c{j}").to_pylist() for j in range(sheet.width)]


def card_layouts(sheet: Sheet, key: str, frame: Frame, said: Correction) -> list[Layout]:
    """A form, and the tables of members and of contacts that stand below it on the same card."""
    below, members = contacts_below(sheet, frame.words), members_below(sheet, frame.words)
    headed = {one.top for one in (below, members and members[1]) if one}
    found = form_layouts(sheet, key, frame, said, headed)
    if len(found) != 1:
        return found
    form = found[0]
    who = [(one.heading, form.pairs[one.at][1]) for one in form.columns if one.field in ATTACHED]
    if not any(one.field == "name" for one in form.columns):  # a household's card: its head is met
        met = [("姓名", form.pairs[one.at][1]) for one in form.columns if one.field == "head_name"]
    else:
        met = []
    return [
        *found,
        *(on_card(*members, "roster", [*who, *lived_at(form)], form, frame) if members else ()),
        *(
            on_card(part_of(sheet, below.top, sheet.height), below, "contacts", who + met, form, frame)
            if below
            else ()
        ),
    ]


def lived_at(form: Layout) -> list[Said]:
    """A household's address as the village of its members, where no village is written."""
    said = {one.field: form.pairs[one.at][1] for one in form.columns}
    return [("村", said["address"])] if said.get("address") and not said.get("village") else []


def on_card(
    table: Sheet, header: Header, kind: str, who: list[Said], form: Layout, frame: Frame
) -> list[Layout]:
    """A table that a card holds, if it is of this kind; `who`: whom the card is about."""
    own = replace(header, top=0)
    found = list_layout(table, own, key_of(table, own), frame, Correction(), form.hints, tuple(who))
    return [found] if found and found.kind == kind else []


def visits_apart(sheet: Sheet, header: Header, frame: Frame) -> tuple[Sheet, list[Layout]]:
    """A household's card with its members as a table and the visits to it as another one below: the members' table, and
    the visits' as of whom the card names above."""
    above = grid_of(sheet, fill=False)[: header.top]
    who = {attached(said[0], "contacts", frame.words): said for said in said_above(above, frame.words)}
    below = (
        contacts_below(sheet, frame.words, header.body + 1) if who.keys() & {"name", "head_name"} else None
    )
    if below is None or any(
        path and meaning(path, "contacts", frame.words).field in NAMING for path in below.paths
    ):
        return sheet, []
    if "name" not in who:  # a household's card: its head is met
        who["name"] = ("姓名", who["head_name"][1])
    table = part_of(sheet, below.top, sheet.height)
    own = replace(below, top=0)
    hints = hints_of(sheet, grid_of(sheet, fill=False), header.top, frame.file, frame.today, frame.words)
    found = list_layout(table, own, key_of(table, own), frame, Correction(), hints, tuple(who.values()))
    if found is None or found.kind != "contacts":
        return sheet, []
    return part_of(sheet, 0, titles_above(sheet, below.top, header.body)[0]), [found]


def form_layouts(
    sheet: Sheet, key: str, frame: Frame, said: Correction, headed: set[int] = frozenset()
) -> list[Layout]:
    """A vertical form, or one in each column. `headed`: rows that head a table below it."""
    pairs = [pair for pair in forms.pairs(sheet, frame.words) if pair[3] not in headed]
    each = by_column(grid_of(sheet, fill=False), pairs, frame.words)
    return [found for own in each if (found := form_layout(sheet, own, key, frame, said))]


def form_layout(
    sheet: Sheet, pairs: list[forms.Pair], key: str, frame: Frame, said: Correction
) -> Layout | None:
    """A form: its labels are the headings, its values one row."""
    if len(pairs) < 3:
        return None
    first = min((pair[3] for pair in pairs if forms.is_kept(pair[0], frame.words)), default=0)
    hints = hints_of(sheet, grid_of(sheet, fill=False), first, frame.file, frame.today, frame.words)
    paths = tuple(pair[0] for pair in pairs)
    sample = [[pair[1]] for pair in pairs]
    choice = choose(paths, sample, titles_of(hints, sheet, frame), hints.month, frame, said)
    if choice is None:
        return None
    return Layout(
        sheet=sheet,
        key=key,
        shape="form",
        kind=choice.kind,
        sure=choice.sure,
        header_rows=(),
        first_row=sheet.top + first + 1,
        columns=choice.columns,
        periods={},
        hints=hints,
        pairs=tuple(pairs),
    )
