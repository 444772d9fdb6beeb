"""Word summaries and bulletins: a unit's figures put into a template of data/templates or of the office's own.

DIR/templates/NAME.LANG.docx goes before data/templates/NAME.LANG.docx; any NAME is a kind of its own.
"""

import re
from datetime import date
from pathlib import Path

from care import notes, passages, vault
from care.briefing.about import About
from care.briefing.shares import PEOPLE
from care.briefing.small import hidden_rows, hidden_units, is_rare, too_few
from care.briefing.sparing import TooFew
from care.briefing.winter import NAME as RELIEF
from care.exports.word_context import context
from care.exports.word_template import TemplateRefused, fill
from care.exports.xml_texts import clean
from care.words import Voice

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "templates"
KINDS = ("summary", "bulletin")  # that ship
NAME = re.compile(r"[\w-]{1,60}")


def kinds(folder: Path, lang: str) -> list[str]:
    """Names of the templates there are for a language, those that ship first."""
    own = sorted(
        path.name.removesuffix(f".{lang}.docx") for path in (folder / "templates").glob(f"*.{lang}.docx")
    )
    return [*KINDS, *(name for name in own if name not in KINDS and NAME.fullmatch(name))]


def word(about: About, folder: Path, kind: str, by: str, today: date | None = None) -> bytes:
    """The finished .docx about a unit and day. Raises TemplateRefused, and TooFew where all that is asked about are a
    rare group, or some of one's own with a rare one among them, and it would tell of few of it."""
    if is_rare(about, about.group) and _tells_of_few(about):
        raise TooFew(about.unit)
    lang = about.t.lang
    own = passages.in_force(folder, about.unit, lang)
    left = notes.standing(folder, about.unit, about.group, about.day)
    said = context(about, own, left, by, today or date.today())
    return fill(_template(folder, kind, lang), clean(said))


def _tells_of_few(about: About) -> bool:
    """A summary says every figure of the unit and of those below in tables and sentences: one that is not to be shown
    cannot be left out of all of them."""
    places = {about.unit, f"{about.unit}/", *about.children}
    asked = [name for name, one in about.definitions.indicators.items() if one.subject in (*PEOPLE, "helper")]
    return (
        any(places & hidden_units(about, about.group, name) for name in asked)
        or any(too_few(about, about.answers.count(about.ask(name)).due, name) for name in asked)
        or bool(hidden_rows(about, about.answers.by(about.ask(RELIEF), "duty"), "duty", RELIEF))
    )


def refusal(t: Voice, refused: TemplateRefused) -> str:
    """What is wrong with a template, in the reader's language."""
    near = refused.values.get("near")
    said = t(
        f"document.refused_{refused.code}",
        **{name: value for name, value in refused.values.items() if name != "near"},
    )
    return t.sentences(said, t("document.near", name=near)) if near else said


def _template(folder: Path, kind: str, lang: str) -> bytes:
    if not NAME.fullmatch(kind):
        raise TemplateRefused("missing", name=kind)
    for place in (folder / "templates", SHIPPED):
        path = place / f"{kind}.{lang}.docx"
        if path.exists():
            return vault.read(path)
    raise TemplateRefused("missing", name=f"{kind}.{lang}.docx")
