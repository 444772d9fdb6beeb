"""What an office says about itself in its summaries: leading body, systems, own next steps. Written once, remembered.

DIR/passages.jsonl is a log: every edit adds a line, the last one of a unit, language and block holds, and an
empty text takes it back. Free text of the office; it goes into documents as it is.
"""

from dataclasses import dataclass
from pathlib import Path

from care import audit
from care.inspection import log
from care.meanwhile import ANY, Meanwhile

BLOCKS = ("organisation", "systems", "steps")
LONGEST = 4000  # characters of a block


@dataclass(frozen=True)
class Passage:
    """One block as it stands, with who wrote it and when (UTC)."""

    text: str
    by: str
    at: str

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


def write(
    folder: Path, unit: str, lang: str, block: str, text: str, by: str, based: str | object = ANY
) -> bool:
    """Keep a block's new text; False where it says what it said before. `based`: the text that was edited.

    Raises ValueError for an unknown block, Meanwhile (with the Passage that stands, or None) where another has changed
    the block since.
    """
    if block not in BLOCKS:
        raise ValueError(f"a block is one of {BLOCKS}, not {block!r}")
    text = text.strip()[:LONGEST]

    def make() -> list[dict]:
        before = in_force(folder, unit, lang).get(block)
        stands = before.text if before else ""
        if text in (stands, based):
            return []
        if based not in (ANY, stands):
            raise Meanwhile(before)
        return [{"unit": unit, "lang": lang, "block": block, "text": text, "by": by}]

    changed = bool(log.add_after(_path(folder), make))
    if changed:
        audit.record(folder, by, "note", passage=block, unit=unit, lang=lang)
    return changed


def in_force(folder: Path, unit: str, lang: str) -> dict[str, Passage]:
    """Block → what holds now."""
    found = {
        block: one
        for where, block, one in log.read(_path(folder), _read)
        if where == (unit, lang) and block in BLOCKS
    }
    return {block: one for block, one in found.items() if one.text}


def _read(line: dict) -> tuple[tuple[str, str], str, Passage]:
    unit, lang, block = log.texts(line, "unit", "lang", "block")
    return (unit, lang), block, Passage(*log.texts(line, "text", "by", "at"))


def _path(folder: Path) -> Path:
    return folder / "passages.jsonl"
