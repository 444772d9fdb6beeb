"""Files made of hostile texts: names, remarks, names of units, notes, own words, findings, makers. Each must open, say
what was written as it was written, and hold nothing that a text brought in.

Each office (thirty files) is taken in anew through the importer, which refuses some texts; what its store says is what
its files have to say.
"""

import contextlib
import io
import random
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.fuzzing import opened
from bench.fuzzing.texts import text
from care import notes, office, passages
from care.__main__ import main
from care.definitions import load
from care.exports.findings_excel import findings_workbook
from care.inspection import findings
from care.inspection.findings_list import listed
from care.ledgers.marking import marked_workbook
from care.store import EVERYTHING, Store
from care.words import voice
from tests.ledgers import TODAY, TOWN, id_no, xlsx
from tests.small_office import HEADINGS, PHONE

EACH = 30  # files of one office
SLIDES = "headlines,pairing_coverage,contact_rhythm,problems"
KINDS = {
    "gaps.xlsx": ("gaps", "--full-names"), "gaps.zip": ("gaps", "--full-names"),
    "summary.docx": ("export", "word", "--kind", "summary"), "bulletin.docx": ("export", "word", "--kind", "bulletin"),
    "deck.pptx": ("export", "deck", "--slides", SLIDES), "cards.pdf": ("export", "pdf", "--slides", SLIDES),
    "workbook.xlsx": ("export", "workbook", "--slides", SLIDES), "briefing.pdf": ("export", "briefing"),
    "doors.xlsx": ("sample", "--full-names", "--size", "6", "--seed", "1"),
    "doors.pdf": ("sample", "--full-names", "--size", "6", "--seed", "1"),
    "findings.xlsx": (), "marked.xlsx": (),
}  # fmt: skip
NAMED = ("gaps.xlsx", "gaps.zip")  # list everybody of the office, nobody of whom has a helper
MADE_BY = ("deck.pptx", "cards.pdf", "workbook.xlsx", "summary.docx", "briefing.pdf")
NOTED = ("deck.pptx", "cards.pdf", "workbook.xlsx", "summary.docx")
SHORT = 300  # characters that are sought again


@dataclass(frozen=True)
class Written:
    """What was written for one file."""

    note: str
    own: str
    finding: str
    by: str


def file(number: int, seed: int, place: Path) -> None:
    """Make one file and judge it. Raises AssertionError, and whatever a library raises."""
    if not place.exists():
        _office(random.Random(f"{seed}/office/{place.name}"), place)
    rng = random.Random(f"{seed}/file/{number}")
    name, lang = list(KINDS)[number % len(KINDS)], rng.choice(("zh", "en"))
    told = _written(rng, place, lang)
    whole = _made(name, lang, place, told)
    parts = list(opened.files_of(name, whole))
    assert parts
    for one, data in parts:
        assert not (found := opened.intruders(one, data)), (name, found)
    said = "\n".join(opened.said(one, data) for one, data in parts)
    missing = [one for one in _wanted(name, place, told) if not _stands(one, said, name)]
    assert not missing, (name, lang, missing[0][:120])


def _office(rng: random.Random, place: Path) -> None:
    """Take in units, a roll and visits of hostile texts; whatever the importer lets in is there."""
    villages = [f"{_line(rng, 12)}村" for _ in range(2)]
    units = [["单位名称", "单位类型", "上级单位"], [TOWN, "镇", ""], *([one, "村", TOWN] for one in villages)]
    roll, visits = [["留守儿童花名册"], HEADINGS], [["村", "姓名", "走访时间", "走访人姓名", "走访内容"]]
    for n in range(12):
        village, name = rng.choice(villages), f"{'赵钱孙李周吴'[n % 6]}{_line(rng, 10)}"
        said = [_line(rng, 200) for _ in range(3)]
        roll.append([village, name, id_no(n, "20150612"), PHONE.format(n), said[0], "", "", "", said[1]])
        visits.append([village, name, date(2026, 1, 12), said[2], said[1]])
    files = [("单位.xlsx", units), ("花名册.xlsx", roll), ("走访.xlsx", visits)]
    for name, rows in files:
        office.take_in(place, [(name, xlsx((name[:2], rows)))], load(), "fuzz", today=TODAY)
    (place / "marked.in").write_bytes(xlsx(("花名册", [*roll, [villages[0], _line(rng, 30), "1", "x"]])))


def _written(rng: random.Random, place: Path, lang: str) -> Written:
    told = Written(_line(rng, 400), text(rng)[:400], _line(rng, 300), _line(rng, 40))
    for log in ("notes.jsonl", "findings.jsonl", "passages.jsonl"):
        (place / log).unlink(missing_ok=True)
    with contextlib.suppress(ValueError):
        notes.leave(place, notes.Figure("pairing_coverage", TOWN), date(2026, 1, 1), told.note, told.by)
    passages.write(place, TOWN, lang, "steps", told.own, told.by)
    findings.open_findings(place, [findings.Wanted("own", TOWN, told.finding, TODAY, None, told.by)], told.by)
    return told


def _made(name: str, lang: str, place: Path, told: Written) -> bytes:
    if name == "marked.xlsx":
        data = (place / "marked.in").read_bytes()
        (trial,) = office.try_files(place, [("花名册.xlsx", data)], load())
        return marked_workbook("花名册.xlsx", data, trial.report, lang)[1]
    if name == "findings.xlsx":
        lines = listed(_store(place), EVERYTHING, list(findings.everything(place).values()))
        t = voice(lang)
        return findings_workbook(
            t, load(), told.note or "x", [told.own], lines, lambda unit: unit, lambda one: one.name
        )
    out = place / f"out_{name}"
    out.unlink(missing_ok=True)
    by = ("--by", f" {told.by}") if name in MADE_BY or name.startswith("doors") else ()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as why:
        code = main(["--data", str(place), *KINDS[name], "--lang", lang, *by, "--out", str(out)])
    assert code == 0, why.getvalue()[:200]
    return out.read_bytes()


def _wanted(name: str, place: Path, told: Written) -> list[str]:
    """Texts that this file has to say."""
    wanted = [told.note] if name in NOTED else []
    wanted += [told.by] if name in MADE_BY else []
    wanted += [told.finding, told.by] if name == "findings.xlsx" else []
    wanted += told.own.splitlines() if name == "summary.docx" else []
    if name in NAMED:
        people = _store(place).query(EVERYTHING, "select distinct name from people")
        wanted += [one for one in people["name"] if isinstance(one, str)]
    return wanted


def _store(place: Path) -> Store:
    return office.current(place, load())


def _line(rng: random.Random, most: int) -> str:
    return " ".join(text(rng)[:most].split())


def _stands(wanted: str, said: str, name: str) -> bool:
    """Whether a text is said as it was written; signs that no XML may hold, and spaces, aside. A PDF breaks lines and
    draws what its font has: of it, only the plain signs in their order."""
    bare = _drawn if name.endswith(".pdf") else _bare
    return bare(wanted)[:SHORT] in bare(said)


def _bare(said: str) -> str:
    return re.sub(r"[\s\x00-\x1f\ufffe\uffff\ud800-\udfff]+", "", said)


def _drawn(said: str) -> str:
    return "".join(re.findall(r"[0-9A-Za-z一-鿿]", said))
