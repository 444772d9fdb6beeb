"""Files for meetings without a browser: `export deck|word|workbook|pdf|briefing --out FILE`."""

import hashlib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from care import audit, notes
from care.briefing.about import About, about
from care.briefing.pieces import keys, keys_of_page, known, pages_told, pieces
from care.briefing.sparing import TooFew
from care.briefing.stamp import Stamp
from care.commands import outputs
from care.commands.result import Result, UsageError, day, group_named, store_in_force, unit_named
from care.definitions import Definitions
from care.store import EVERYTHING
from care.words import voice


def add(asks, command: Callable) -> None:
    """The command and its words on the command line; each kind of file is a command of its own below it."""
    export = command(asks, "export", None, "write slides, a workbook, cards or a one-page briefing as PDF")
    kinds = export.add_subparsers(dest="export", required=True, metavar="KIND")
    deck = _kind(
        command(kinds, "deck", write_deck, "slides with editable charts (.pptx; one a village: .zip)")
    )
    _which(deck)
    deck.add_argument("--each", action="store_true", help="one deck a unit below, in a .zip")
    deck.add_argument("--template", type=Path, metavar="FILE.pptx", help="the office's own template")
    book = _kind(command(kinds, "workbook", write_workbook, "everything shown, a sheet each (.xlsx)"))
    _which(book)
    cards = _kind(
        command(kinds, "pdf", write_cards, "cards with chart, sentences and table (.pdf; one a unit: .zip)")
    )
    _which(cards)
    cards.add_argument("--each", action="store_true", help="one file a unit below, in a .zip")
    page = _kind(
        command(kinds, "briefing", write_briefing, "one page about a unit (.pdf; one a unit below: .zip)")
    )
    page.add_argument("--each", action="store_true", help="one page a unit below, in a .zip")
    word = _kind(command(kinds, "word", write_word, "a work summary or progress bulletin (.docx)"))
    word.add_argument(
        "--kind", default="summary", metavar="NAME", help="summary, bulletin, or an own template's name"
    )


def _which(parser: ArgumentParser) -> None:
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--slides", default="", metavar="KEY,KEY", help="which, in this order; default: all")
    only.add_argument("--page", default="", metavar="NAME", help="those of one page: pairing, visits …")


def _kind(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    outputs.add_password(parser)
    parser.add_argument("--unit", default="", help="a unit's name or path")
    parser.add_argument("--group", default="", help="a group's id or name")
    parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    parser.add_argument("--lang", default="zh", choices=("zh", "en"))
    parser.add_argument("--by", default="local", help="who makes it; stands on the file")
    return parser


def about_asked(asked: Namespace, folder: Path, definitions: Definitions, suffix: str) -> About:
    """What the file is to be about. Raises UsageError, also where --out is no `suffix`."""
    if asked.out.suffix.lower() != suffix:
        raise UsageError(f"--out writes {suffix} here, not “{asked.out.name}”")
    store = store_in_force(folder, definitions)
    unit = unit_named(asked.unit, store) if asked.unit else ""
    group = group_named(asked.group, definitions) if asked.group else ""
    many = getattr(asked, "each", False)
    return about(store, EVERYTHING, definitions, voice(asked.lang), unit, group, asked.as_of, puts_by=many)


def write_deck(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    from care.exports import deck  # the library takes a while to load
    from care.exports.deck_template import TemplateRefused, template_of

    told = about_asked(asked, folder, definitions, ".zip" if asked.each else ".pptx")
    wanted, stamp = chosen(asked, definitions), stamp_of(asked)
    noted = noted_in(folder)
    try:
        template = asked.template.read_bytes() if asked.template else template_of(folder)
    except OSError as fault:
        raise UsageError(f"The template {asked.template} cannot be read: {fault.strerror}") from None
    try:
        data = (
            deck.decks(below(told), wanted, stamp, template, noted)
            if asked.each
            else deck.deck(told, pieces(told, wanted), stamp, template, noted(told))
        )
    except TemplateRefused as refusal:
        raise UsageError(refusal.said(told.t)) from None
    return written(asked, folder, told, data)


def write_workbook(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    from care.exports.workbook import workbook

    told = about_asked(asked, folder, definitions, ".xlsx")
    ideas = pieces(told, chosen(asked, definitions))
    return written(asked, folder, told, workbook(told, ideas, stamp_of(asked), noted_in(folder)(told)))


def write_cards(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    from care.exports import cards

    told = about_asked(asked, folder, definitions, ".zip" if asked.each else ".pdf")
    wanted, title = chosen(asked, definitions), told.t(f"menu.{asked.page}") if asked.page else ""
    stamp, noted = stamp_of(asked), noted_in(folder)
    made = (
        cards.each_cards(below(told), wanted, stamp, noted, title)
        if asked.each
        else cards.cards(told, pieces(told, wanted), stamp, noted(told), title)
    )
    return written(asked, folder, told, made)


def write_briefing(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    from care.exports import briefing

    told = about_asked(asked, folder, definitions, ".zip" if asked.each else ".pdf")
    made = (
        briefing.briefings(below(told), stamp_of(asked), noted_in(folder))
        if asked.each
        else briefing.briefing(told, stamp_of(asked), noted_in(folder)(told))
    )
    return written(asked, folder, told, made)


def write_word(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    from care.exports import word
    from care.exports.word_template import TemplateRefused

    told = about_asked(asked, folder, definitions, ".docx")
    try:
        return written(asked, folder, told, word.word(told, folder, asked.kind, asked.by))
    except TemplateRefused as refusal:
        raise UsageError(word.refusal(told.t, refusal)) from None
    except TooFew:
        raise UsageError(told.t("state.too_few", n=definitions.programme.small_count)) from None


def noted_in(folder: Path) -> Callable[[About], list[notes.Note]]:
    """The notes on the figures that a file is about."""
    return lambda told: notes.standing(folder, told.unit, told.group, told.day)


def stamp_of(asked: Namespace) -> Stamp:
    return Stamp(asked.by, date.today())


def chosen(asked: Namespace, definitions: Definitions) -> list[str] | None:
    """The ideas asked for by name or page; None = all. Raises UsageError."""
    if asked.page:
        found = keys_of_page(definitions, asked.page)
        if not found:
            raise UsageError(
                f"“{asked.page}” has no figures; there are: {', '.join(pages_told(definitions))}"
            )
        return found
    wanted = [one.strip() for one in asked.slides.split(",") if one.strip()]
    unknown = [one for one in wanted if not known(definitions, one)]
    if unknown:
        raise UsageError(f"“{unknown[0]}” is not known; there are: {', '.join(keys(definitions))}")
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
