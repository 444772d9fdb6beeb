"""Files for meetings without a browser: `export deck|word|workbook|briefing --out FILE`."""

import hashlib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from care import audit, notes, outputs
from care.briefing.about import About, about
from care.briefing.pieces import keys, pieces
from care.briefing.stamp import Stamp
from care.commands import Refused, Result, group_named, store_in_force, unit_named
from care.definitions import Definitions
from care.store import EVERYTHING
from care.words import voice


def add(asks, command: Callable) -> None:
    """The command and its words on the command line; each kind of file is a command of its own below it."""
    export = command(asks, "export", None, "write slides, a workbook or a one-page briefing")
    kinds = export.add_subparsers(dest="export", required=True, metavar="KIND")
    deck = _kind(
        command(kinds, "deck", write_deck, "slides with editable charts (.pptx; one a village: .zip)")
    )
    deck.add_argument("--slides", default="", metavar="KEY,KEY", help="which, in this order; default: all")
    deck.add_argument("--each", action="store_true", help="one deck a unit below, in a .zip")
    deck.add_argument("--template", type=Path, metavar="FILE.pptx", help="the office's own template")
    book = _kind(command(kinds, "workbook", write_workbook, "everything shown, a sheet each (.xlsx)"))
    book.add_argument("--slides", default="", metavar="KEY,KEY", help="which sheets; default: all")
    page = _kind(
        command(kinds, "briefing", write_briefing, "one page about a unit (.pdf; one a unit below: .zip)")
    )
    page.add_argument("--each", action="store_true", help="one page a unit below, in a .zip")
    word = _kind(command(kinds, "word", write_word, "a work summary or progress bulletin (.docx)"))
    word.add_argument(
        "--kind", default="summary", metavar="NAME", help="summary, bulletin, or an own template's name"
    )


def _kind(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    outputs.add_password(parser)
    parser.add_argument("--unit", default="", help="a unit's name or path")
    parser.add_argument("--group", default="", help="a group's id or name")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--lang", default="zh", choices=("zh", "en"))
    parser.add_argument("--by", default="local", help="who makes it; stands on the file")
    return parser


def about_asked(asked: Namespace, folder: Path, definitions: Definitions, suffix: str) -> About:
    """What the file is to be about. Raises Refused, also where --out is no `suffix`."""
    if asked.out.suffix.lower() != suffix:
        raise Refused(f"--out writes {suffix} here, not “{asked.out.name}”")
    store = store_in_force(folder, definitions)
    unit = unit_named(asked.unit, store) if asked.unit else ""
    group = group_named(asked.group, definitions) if asked.group else ""
    return about(store, EVERYTHING, definitions, voice(asked.lang), unit, group, asked.as_of)


def write_deck(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    from care.exports import deck  # the library takes a while to load
    from care.exports.deck_template import TemplateRefused, template_of

    told = about_asked(asked, folder, definitions, ".zip" if asked.each else ".pptx")
    wanted, stamp = chosen(asked.slides, definitions), stamp_of(asked)
    try:
        noted = lambda one: notes.standing(folder, one.unit, one.group, one.day)  # noqa: E731
        template = asked.template.read_bytes() if asked.template else template_of(folder)
    except OSError as fault:
        raise Refused(f"The template {asked.template} cannot be read: {fault.strerror}") from None
    try:
        data = (
            deck.decks(below(told), wanted, stamp, template, noted)
            if asked.each
            else deck.deck(told, pieces(told, wanted), stamp, template, noted(told))
        )
    except TemplateRefused as refusal:
        raise Refused(refusal.said(told.t)) from None
    return written(asked, folder, told, data)


def write_workbook(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    from care.exports.workbook import workbook

    told = about_asked(asked, folder, definitions, ".xlsx")
    return written(
        asked, folder, told, workbook(told, pieces(told, chosen(asked.slides, definitions)), stamp_of(asked))
    )


def write_briefing(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    from care.exports import briefing

    told = about_asked(asked, folder, definitions, ".zip" if asked.each else ".pdf")
    made = (
        briefing.briefings(below(told), stamp_of(asked))
        if asked.each
        else briefing.briefing(told, stamp_of(asked))
    )
    return written(asked, folder, told, made)


def write_word(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    from care.exports import word
    from care.exports.word_template import TemplateRefused

    told = about_asked(asked, folder, definitions, ".docx")
    try:
        return written(asked, folder, told, word.word(told, folder, asked.kind, asked.by))
    except TemplateRefused as refusal:
        raise Refused(word.refusal(told.t, refusal)) from None


def stamp_of(asked: Namespace) -> Stamp:
    return Stamp(asked.by, date.today())


def chosen(text: str, definitions: Definitions) -> list[str] | None:
    """The ideas asked for; None = all. Raises Refused."""
    wanted = [one.strip() for one in text.split(",") if one.strip()]
    unknown = [one for one in wanted if one not in keys(definitions)]
    if unknown:
        raise Refused(f"“{unknown[0]}” is not known; there are: {', '.join(keys(definitions))}")
    return wanted or None


def below(told: About) -> list[About]:
    """One About a unit one step below; the unit itself where there is none."""
    return [replace(told, unit=unit) for unit in told.children or [told.unit]]


def written(asked: Namespace, folder: Path, told: About, data: bytes) -> Result:
    facts = {"unit": told.unit, "group": told.group, "day": told.day.isoformat(), "file": asked.out.suffix}
    audit.record(folder, asked.by, "export", sha256=hashlib.sha256(data).hexdigest(), **facts)
    out = outputs.write(asked, data)
    return Result(
        {
            "file": str(out),
            "unit": told.unit,
            "as_of": told.day,
            "data": told.answers.version,
            "bytes": len(data),
        }
    )
