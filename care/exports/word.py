"""Word summaries and bulletins: a unit's figures put into a template of data/templates or of the office's own.

DIR/templates/NAME.LANG.docx goes before data/templates/NAME.LANG.docx; any NAME is a kind of its own.
"""

import re
from datetime import date
from pathlib import Path

from care import notes, passages, vault
from care.briefing.about import About
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
    """The finished .docx about a unit and day. Raises TemplateRefused."""
    lang = about.t.lang
    own = passages.in_force(folder, about.unit, lang)
    left = notes.standing(folder, about.unit, about.group, about.day)
    said = context(about, own, left, by, today or date.today())
    return fill(_template(folder, kind, lang), clean(said))


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
