"""Slides with native charts and tables from the ideas of a briefing; made from a template an office can replace."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from math import ceil

from pptx.oxml.ns import qn
from pptx.util import Pt

from care.briefing.about import About
from care.briefing.noted import note_said, placed
from care.briefing.piece import Piece
from care.briefing.pieces import pieces
from care.briefing.stamp import Stamp
from care.exports import deck_charts, deck_tables
from care.exports.deck_template import drop, new_slide, opened
from care.exports.excel import width_of
from care.exports.inspection import archive
from care.exports.office_files import PROPERTY
from care.exports.xml_texts import clean
from care.notes import Note

WIDE, LINE, BEFORE = 0.6, 1.35, Pt(6)  # of a half-width character, a line, a paragraph
DEFAULT, SMALLEST = 1800, 11  # hundredths of a point; points
ANSWER, LARGE = 8, 40  # an answer of so many characters fits at so many points
MARKS = {"good": "▲ ", "warn": "● ", "bad": "▼ ", "": ""}


def deck(
    about: About, chosen: list[Piece], stamp: Stamp, template: bytes | None = None, noted: Iterable[Note] = ()
) -> bytes:
    """A .pptx of the ideas in their order, with a cover. Raises deck_template.TemplateRefused.

    Notes left on a figure stand in the speaker's notes of its slide, not on it: they are free text.
    """
    made = opened(template)
    made.core_properties.title = about.t("brief.deck_title")
    chosen, stamp = clean(chosen), clean(stamp)
    made.core_properties.author = made.core_properties.last_modified_by = stamp.by[:PROPERTY]
    made.core_properties.comments = clean(" · ".join(stamp.lines(about)))[:PROPERTY]
    own, left = placed(chosen, clean(list(noted)))
    _cover(made, about, stamp, [note_said(about, one, named=True) for one in left])
    for piece in chosen:
        said = [note_said(about, one) for one in own.get(piece.key, ())]
        _slides(made, about, replace(piece, how="\n".join([_how(about, piece), *said]).strip()), stamp)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def decks(
    abouts: Iterable[About],
    wanted: list[str] | None,
    stamp: Stamp,
    template: bytes | None = None,
    noted: Callable[[About], Iterable[Note]] = lambda about: (),
) -> bytes:
    """One deck a unit, in a .zip."""
    return archive(
        (
            f"{about.unit_name(about.unit)}.pptx",
            deck(about, pieces(about, wanted), stamp, template, noted(about)),
        )
        for about in abouts
    )


def _cover(made, about: About, stamp: Stamp, notes: list[str]) -> None:
    """The cover's notes hold those whose figure has no slide."""
    found = new_slide(made, "Cover")
    found["Title"].text_frame.text = about.t("brief.deck_title")
    found["Subtitle"].text_frame.text = clean(about.scope_words)
    _lines(found["Scope"], clean(stamp.lines(about)[1:]))
    if notes:
        found[""].notes_slide.notes_text_frame.text = "\n".join(notes)


def _slides(made, about: About, piece: Piece, stamp: Stamp) -> None:
    """A slide with figures, a chart or words; a table by itself only where there is no chart."""
    if piece.figures:
        _with_table(made, about, piece, stamp)
    elif piece.chart:
        _with_chart(made, about, piece, stamp)
    elif piece.table and not piece.answer and not _is_text(piece):
        _with_table(made, about, piece, stamp)
    else:
        _with_words(made, about, piece, stamp)


def _is_text(piece: Piece) -> bool:
    """Sentences that are the idea themselves; their table repeats them for workbooks."""
    return piece.key in ("problems", "steps")


def _with_chart(made, about: About, piece: Piece, stamp: Stamp) -> None:
    found = _begun(made, "Chart", about, piece, stamp)
    _answer(found["Answer"], piece.answer)
    _lines(found["Sentences"], _said(piece))
    deck_charts.draw(found["Chart"], piece.chart, about.t.sentences(*piece.sentences))


def _with_table(made, about: About, piece: Piece, stamp: Stamp) -> None:
    """As many slides as the rows need."""
    if piece.figures:
        found = _begun(made, "Table", about, piece, stamp)
        _lines(found["Sentences"], _said(piece))
        deck_tables.draw_figures(found["Table"], piece.figures)
        return
    found = _begun(made, "Table", about, piece, stamp)
    parts = deck_tables.parts(piece.table, found["Table"].width, found["Table"].height)
    for at, part in enumerate(parts):
        if at:
            title = about.t("brief.part", title=piece.question, at=at + 1, of=len(parts))
            found = _begun(made, "Table", about, replace(piece, question=title), stamp)
        _lines(found["Sentences"], _said(piece))
        deck_tables.draw(found["Table"], part)


def _with_words(made, about: About, piece: Piece, stamp: Stamp) -> None:
    found = _begun(made, "Text", about, piece, stamp)
    if piece.answer:
        _answer(found["Answer"], piece.answer)
    else:
        drop(found["Answer"])
    _lines(found["Sentences"], _said(piece), about.t("list.colon") if _is_text(piece) else "")


def _begun(made, layout: str, about: About, piece: Piece, stamp: Stamp) -> dict:
    """A slide with title, scope and notes."""
    found = new_slide(made, layout)
    found["Title"].text_frame.text = piece.question
    found["Scope"].text_frame.text = f"{piece.scope} · {stamp.data(about)}"
    found[""].notes_slide.notes_text_frame.text = "\n".join(
        line for line in (*_said(piece), piece.how, *clean(stamp.lines(about))) if line
    )
    return found


def _how(about: About, piece: Piece) -> str:
    return about.t("brief.how", rule=piece.how) if piece.how else ""


def _said(piece: Piece) -> list[str]:
    status = MARKS[piece.state] + piece.status if piece.status else ""
    return [line for line in (status, piece.counted, *piece.sentences) if line]


def _answer(shape, text: str) -> None:
    """In large, yet on one line: type grows smaller for a long answer."""
    frame = shape.text_frame
    frame.text = text
    if width_of(text) > ANSWER:
        frame.paragraphs[0].runs[0].font.size = Pt(max(18, LARGE * ANSWER // width_of(text)))


def _lines(shape, lines: Iterable[str], until: str = "") -> None:
    """One paragraph a line; what stands before the sign `until` is bold. An unused placeholder goes."""
    lines = list(lines)
    if not lines:
        drop(shape)
        return
    frame, smaller = shape.text_frame, _size_that_fits(shape, lines)
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        head, sign, rest = line.partition(until) if until else ("", "", line)
        for text, bold in ((head + sign, True), (rest, None)):
            if text:
                run = paragraph.add_run()
                run.text, run.font.bold = text, bold
                if smaller:
                    run.font.size = Pt(smaller)


def _size_that_fits(shape, lines: list[str]) -> int | None:
    """Points at which the lines stay inside the placeholder; None where its own size does. Programs shrink text only
    when somebody edits it."""
    own = next((one.get("sz") for one in _of_layout(shape) if one.get("sz")), None)
    size = int(own or DEFAULT) // 100
    fits = next(
        (one for one in range(size, SMALLEST, -1) if _high(lines, one, shape.width) <= shape.height), SMALLEST
    )
    return fits if fits < size else None


def _of_layout(shape):
    """The run properties of the placeholder's first level, as its layout gives them."""
    index = shape.placeholder_format.idx
    layout = shape.part.slide_layout.placeholders
    return [
        run
        for one in layout
        if one.placeholder_format.idx == index
        for run in one._element.iterfind(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    ]


def _high(lines: list[str], size: int, width: int) -> int:
    """EMU that paragraphs of `lines` need on a width."""
    rows = sum(max(ceil(width_of(line) * Pt(size) * WIDE / width), 1) for line in lines)
    return int(rows * Pt(size) * LINE + len(lines) * BEFORE)
