"""What people write and what stands in logs: each sort is a function of a random generator, which raises for whatever is
not as it should be."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
from markdown_it import MarkdownIt

from bench.fuzzing.texts import VALUES, damaged, text
from care import audit, grants, journal, notes, passages, settings
from care.answers import Answers, Ask
from care.exports.excel import rows_workbook
from care.grants import Grant
from care.inspection import findings, log
from care.ledgers.problems import Refused
from care.roles import ROLES
from care.screen.escaping import plain

DAY = date(2026, 1, 20)
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
LOGS = ("access.jsonl", "settings.jsonl", "notes.jsonl", "passages.jsonl", "findings.jsonl", "audit.jsonl")
KEEPS = 400  # lines of a log, then it begins anew


@dataclass
class Desk:
    """A data directory that may be spoilt, and the answers of a town."""

    folder: Path
    answers: Answers
    ask: Ask
    everything: int


def search(rng: random.Random, desk: Desk) -> None:
    said = text(rng)
    total = desk.answers.rows(desk.ask, "all", said).total
    assert 0 <= total <= desk.everything, total
    assert desk.answers.breakdown_rows(Ask("age_sex", desk.ask.as_of), search=said, x=text(rng)).total == 0
    assert (
        desk.answers.rows(Ask("on_roll", desk.ask.as_of, unit=said, group=text(rng)), "all").total
        in (0, desk.everything)
        or not said
    )


def note(rng: random.Random, desk: Desk) -> None:
    said, figure = text(rng), notes.Figure("on_roll", text(rng)[:50])
    wanted = " ".join(said.split())[: notes.LONGEST]
    before = len(notes.in_force(desk.folder))
    try:
        notes.leave(desk.folder, figure, DAY, said, text(rng)[:60])
    except ValueError:
        assert not wanted
        return
    now = notes.in_force(desk.folder)
    assert len(now) == before + 1
    assert now[max(now)].text == wanted
    shown(wanted)


def finding(rng: random.Random, desk: Desk) -> None:
    said = text(rng)
    assert (
        findings.open_findings(
            desk.folder, [findings.Wanted("own", text(rng), said, DAY, None, text(rng))], "x"
        )
        == 1
    )
    now = findings.everything(desk.folder)
    assert now[max(now)].wanted.what == said[: findings.LONGEST]
    findings.step(desk.folder, max(now), "mended", text(rng), text(rng))
    assert findings.everything(desk.folder)[max(now)].state == "mended"


def passage(rng: random.Random, desk: Desk) -> None:
    said, unit, block = text(rng), text(rng), rng.choice(passages.BLOCKS)
    passages.write(desk.folder, unit, "zh", block, said, "x")
    wanted, held = said.strip()[: passages.LONGEST], passages.in_force(desk.folder, unit, "zh").get(block)
    assert (held.text if held else "") == wanted


def grant(rng: random.Random, desk: Desk) -> None:
    who, roles = text(rng), rng.choice((("viewer",), (rng.choice(list(ROLES)),), (text(rng),), ()))
    given = Grant(who, roles, rng.choice((None, (text(rng),))), rng.choice((None, (text(rng),))))
    name = grants.name_of(who)
    try:
        grants.give(desk.folder, given, "x")
    except ValueError:
        assert not name or name in grants.OURS or not roles or roles[0] not in ROLES
        return
    assert grants.user_of(desk.folder, who, DAY).scope.units == given.units
    grants.take(desk.folder, who, "x")
    assert not grants.user_of(desk.folder, who, DAY).actions


def setting(rng: random.Random, desk: Desk) -> None:
    known = settings.settings_of(settings.in_force(desk.folder))
    key = rng.choice((*known, text(rng)))
    try:
        settings.put(desk.folder, {key: rng.choice((text(rng), *VALUES))}, "x")
    except Refused:
        assert settings.settings_of(settings.in_force(desk.folder)) == known


def sheet(rng: random.Random, _desk: Desk) -> None:
    said = [text(rng)[:2000] for _ in range(4)]
    data = rows_workbook(said[0], [said[1]], [said[2], "b"], [[said[3], 1]])
    book = openpyxl.load_workbook(BytesIO(data))
    for line in book.active.iter_rows():
        for cell in line:
            assert cell.data_type != "f" and not cell.hyperlink, cell.value


def logged(rng: random.Random, _desk: Desk) -> None:
    record = journal._scrubbed(journal.logging.LogRecord)("x", 20, "x", 1, text(rng), (), None)
    line = journal.Lines().format(record)
    assert len(line.splitlines()) == 1 and json.loads(line)["says"] is not None


def escaped(rng: random.Random, _desk: Desk) -> None:
    shown(text(rng)[:2000])


def shown(said: str) -> None:
    """Markdown shows it as it is: no tag, link, picture or emphasis."""
    for block in MARKDOWN.parse(plain(" ".join(said.split()))):
        for one in block.children or ():
            assert one.type in ("text", "softbreak", "hardbreak", "text_special"), one.type
        assert block.type in ("paragraph_open", "inline", "paragraph_close"), block.type


def torn(rng: random.Random, desk: Desk) -> None:
    """A damaged line stands in a log: everything else is read as before, and the next line is added whole."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "id_salt").write_text("x", "utf-8")
        file = rng.choice(LOGS)
        grants.give(folder, Grant("kept@x", ("viewer",)), "x")
        notes.leave(folder, notes.Figure("on_roll", "x"), DAY, "kept", "x")
        passages.write(folder, "x", "zh", "steps", "kept", "x")
        findings.open_findings(folder, [findings.Wanted("own", "x", "kept", DAY)], "x")
        settings.put(folder, {"programme/calendar/closing_day": 7}, "x")
        whole = log.split((folder / file).read_text("utf-8"))
        said = json.loads(rng.choice(whole)) | {
            "who": "other",
            "number": 77,
            "block": "systems",
            "key": "indicators/x",
        }
        with (folder / file).open("ab") as out:
            out.write(damaged(rng, said).encode("utf-8", "replace") + rng.choice((b"\n", b"", b"\xff\n")))
        assert "viewer" in grants.in_force(folder)["kept@x"].roles
        assert grants.user_of(folder, "nobody", DAY).scope.units == ()
        assert notes.in_force(folder)[1].text == "kept"
        assert passages.in_force(folder, "x", "zh")["steps"].text == "kept"
        assert findings.everything(folder)[1].wanted.what == "kept"
        assert settings.in_force(folder).programme.closing_day == 7
        verdict = audit.verify(folder)
        assert (verdict.broken_at is None) or file == "audit.jsonl"
        settings.changes(folder)
        before = len(audit.entries(folder))
        notes.leave(folder, notes.Figure("on_roll", "y"), DAY, "more", "x")
        assert "more" in {one.text for one in notes.in_force(folder).values()}
        assert len(audit.entries(folder)) == before + 1
        if file != "audit.jsonl":
            assert audit.verify(folder).broken_at is None


def fresh(desk: Desk) -> None:
    """Logs must be whole before they begin anew, or every line costs as much as all before it."""
    for file in LOGS:
        path = desk.folder / file
        if path.exists() and path.read_bytes().count(b"\n") > KEEPS:
            if file == audit.FILE:
                assert audit.verify(desk.folder).broken_at is None
            assert all(log.line_of(line) for line in log.split(path.read_text("utf-8")))
            path.unlink()


SORTS: dict[Callable[[random.Random, Desk], None], int] = {
    search: 4, note: 12, finding: 8, passage: 8, grant: 10, setting: 14, sheet: 6, logged: 10, escaped: 18, torn: 10,
}  # fmt: skip
