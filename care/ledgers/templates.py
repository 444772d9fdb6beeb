"""Templates for offices that want one: headings that are read, drop-downs, text columns, an example."""

from io import BytesIO

import xlsxwriter

from care.definitions import Definitions
from care.ledgers.headings import meaning
from care.ledgers.units import Known
from care.ledgers.vocabulary import vocabulary
from care.words import Voice, voice

ROWS = 2_000  # rows with drop-downs
SERIAL = "序号"
CHOICES = "选项"
NAMES = ("name", "head_name", "unit_name")  # the column whose note tells the importer that the row is a note
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORMATS = {"id": "@", "code": "@", "phone": "@", "date": "yyyy-mm-dd", "money": "0.00", "int": "0"}


def template(kind: str, lang: str, definitions: Definitions, units: Known | None = None) -> bytes:
    """.xlsx bytes for one kind of ledger (a key of definitions.ledgers); `units` fill the drop-downs of
    places.

    Headings are Chinese, as the importer reads them; in English each has its meaning in brackets.
    """
    t = voice(lang)
    fields = fields_of(kind, definitions)
    target = BytesIO()
    with xlsxwriter.Workbook(target, SAFE) as made:
        listed = {one: choices_of(one, definitions, units or {}) for one in fields}
        page = made.add_worksheet(t("clerk.template.sheet"))
        write_head(made, page, kind, fields, definitions, t)
        write_note(made, page, kind, fields, definitions, t)
        write_columns(made, page, fields, definitions)
        example = made.add_worksheet(t("clerk.template.example_sheet"))
        write_head(made, example, kind, fields, definitions, t)
        write_columns(made, example, fields, definitions)
        example.write_string(1, 0, t("clerk.template.example"))
        for j, field in enumerate(fields, 1):
            example.write_string(1, j, sample(field, listed[field], definitions))
        write_choices(made, page, fields, listed, t)
    return target.getvalue()


def fields_of(kind: str, definitions: Definitions) -> list[str]:
    """What the kind needs and what tells it apart, in the order of fields.toml; people's places come
    first."""
    ledger = definitions.ledgers[kind]
    needed = [one for any_of in (*ledger["needs"], *ledger["row_needs"]) for one in any_of[:1]]
    wanted = {*needed, *ledger["keys"], *ledger["distinctive"]} | (
        {"village", "team"} if kind != "units" else set()
    )
    wanted &= set(ledger.get("keeps", wanted))
    return [one for one in definitions.fields if one in wanted and heading(one, kind, definitions)]


def heading(field: str, kind: str, definitions: Definitions, lang: str = "zh") -> str:
    """The field's own name, else the first listed heading, that means this field in this kind of ledger; in
    English with the field's English name in brackets where it is read all the same."""
    words = vocabulary(definitions)
    listed = definitions.ledgers[kind].get("headings", {}).get(field, [])
    for text in (
        definitions.fields[field]["name"]["zh"],
        *definitions.fields[field].get("headings", []),
        *listed,
    ):
        both = f"{text}（{definitions.fields[field]['name']['en']}）" if lang == "en" else text
        if meaning((both,), kind, words).field == field == meaning((text,), kind, words).field:
            return both
    return ""


def write_head(made, page, kind: str, fields: list[str], definitions: Definitions, t: Voice) -> None:
    style = made.add_format(
        {
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "border": 1,
            "bg_color": "#E7EAEE",
        }
    )
    page.write_string(0, 0, SERIAL, style)
    for j, field in enumerate(fields, 1):
        text = heading(field, kind, definitions, t.lang) or heading(field, kind, definitions)
        page.write_string(0, j, text, style)
    page.freeze_panes(1, 0)


def write_note(made, page, kind: str, fields: list[str], definitions: Definitions, t: Voice) -> None:
    """A row under the headings that says what each column wants; the importer knows it by 必填 in the name
    column."""
    style = made.add_format({"italic": True, "text_wrap": True, "valign": "top", "font_color": "#6B7280"})
    must = {one for any_of in definitions.ledgers[kind]["row_needs"] for one in any_of[:1]}
    for j, field in enumerate(fields, 1):
        needed = t("clerk.template.needed" if field in must else "clerk.template.optional")
        type_ = definitions.fields[field]["type"]
        form = {
            "id": "text",
            "code": "text",
            "phone": "text",
            "date": "date",
            "int": "number",
            "money": "number",
        }
        form |= dict.fromkeys(("choice", "flag", "groups", "unit"), "choice")
        page.write_string(1, j, t(f"clerk.template.{form.get(type_, 'plain')}", needed=needed), style)


def write_columns(made, page, fields: list[str], definitions: Definitions) -> None:
    page.set_column(0, 0, 8)
    for j, field in enumerate(fields, 1):
        form = FORMATS.get(definitions.fields[field]["type"])
        width = 22 if form == "@" else 14
        page.set_column(j, j, width, made.add_format({"num_format": form}) if form else None)


def write_choices(made, page, fields: list[str], listed: dict[str, list[str]], t: Voice) -> None:
    """Drop-downs from a hidden sheet; other spellings may be typed all the same."""
    hidden = made.add_worksheet(CHOICES)
    hidden.hide()
    column = 0
    for j, field in enumerate(fields, 1):
        if not listed[field]:
            continue
        for i, value in enumerate(listed[field]):
            hidden.write_string(i, column, value)
        letters = xlsxwriter.utility.xl_col_to_name(column, True)
        source = f"='{CHOICES}'!{letters}$1:{letters}${len(listed[field])}"
        rule = {"validate": "list", "source": source, "error_type": "information"}
        page.data_validation(2, j, ROWS, j, rule | {"error_message": t("clerk.template.choose")})
        column += 1


def choices_of(field: str, definitions: Definitions, units: Known) -> list[str]:
    """The Chinese words to choose from, each of which the importer reads."""
    about = definitions.fields[field]
    if about["type"] == "flag":
        return ["是", "否"]
    if field == "groups":
        return [group.name["zh"] for group in definitions.groups.values()]
    if field == "relief_item":
        return [item.name["zh"] for item in definitions.relief.values()]
    if about["type"] == "unit":
        kinds = ("village",) if field == "village" else ("school",)
        return [name for name, kind, _ in units.values() if kind in kinds]
    return (
        [spelled[0] for spelled in about.get("values", {}).values() if spelled]
        if about["type"] == "choice"
        else []
    )


def sample(field: str, listed: list[str], definitions: Definitions) -> str:
    """An invented value for the example row; IDs there are shown as places only."""
    if listed:
        return listed[0]
    by_type = {
        "id": "110105201506120000",
        "phone": "16000000000",
        "date": "2026-01-20",
        "int": "3",
        "money": "300.00",
    }
    by_type |= {"name": "张某某", "code": "G110105201506120000", "team": "1组", "unit": "示例村"}
    return by_type.get(definitions.fields[field]["type"], definitions.fields[field]["name"]["zh"])
