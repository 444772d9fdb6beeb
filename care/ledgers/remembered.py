"""What a clerk said once and is not asked again: how units are written, how a sender's layout is read.

One small JSON record each below DIR/remembered, written aside, forced to disk and renamed:
  answer-*.json  {question, reply[, units]}   黑石村 is 青溪镇/石桥村 (units: for ledgers sent by a clerk of these only)
  layout-*.json  {key, kind, header, fields}  corrections of a layout, by the key that recognition gives it
What holds for one file only (its “Sheet1”, its 一组 is 河东村's) stands in that file's batch.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from care import vault
from care.definitions import Definitions
from care.ledgers import batches
from care.ledgers.placing import OUTSIDE, question_id
from care.ledgers.plain import without_brackets
from care.ledgers.problems import Refused
from care.ledgers.recognising import Correction
from care.ledgers.reporting import Report
from care.ledgers.units import Known, nameless, units_of

KINDS = ("village", "town", "school", "class")
UNIT = question_id("")
LAYOUT = "layout:"  # an answer to this + a layout's key is a correction
OFFICE = re.compile(r"(办|办公室|办事处|中心|站|所|局|科|股|政府|单位)$")
NAMES_A_UNIT = re.compile(
    r"(村|社区|居?委会|委员会|组|屯|寨|校|完小|教学点|小学|中学|初中|高中|幼儿园|镇|乡|街道)$"
)


def answers(folder: Path, within: tuple[str, ...] | None = None, again: bool = False) -> dict[str, str]:
    """Question id → reply, for a sender of the units `within` (None = all); everybody's counts before one's own. What older
    versions remembered of a name that every village has (一组) holds only for a file that is in already (`again`)."""
    found = [
        one for one in records(folder, "answer") if again or not nameless(one["question"].removeprefix(UNIT))
    ]
    own = [one for one in found if within and one.get("units") == list(within)]
    both = (*own, *(one for one in found if not one.get("units")))
    return {record["question"]: record["reply"] for record in both}


def corrections(folder: Path) -> dict[str, Correction]:
    """Layout key → what a clerk said of it."""
    return {one["key"]: correction_of(one) for one in records(folder, "layout")}


def correction_of(said: dict) -> Correction:
    """A Correction from its JSON form {kind, header: [first row, rows], fields: {heading: field}}."""
    header = said.get("header")
    return Correction(said.get("kind"), tuple(header) if header else None, dict(said.get("fields") or {}))


def checked(said: dict, definitions: Definitions) -> Correction:
    """A Correction whose kind, header and fields exist. Raises Refused."""
    wrong = [kind for kind in [said.get("kind")] if kind and kind not in definitions.ledgers]
    for field in (said.get("fields") or {}).values():
        if (
            field
            and field not in definitions.fields
            and field.removeprefix("flag:") not in definitions.groups
        ):
            wrong.append(field)
    header = said.get("header")
    if header and not (len(header) == 2 and all(isinstance(n, int) and n > 0 for n in header)):
        wrong.append(str(header))
    if wrong:
        raise Refused("correction_unknown", value=", ".join(wrong))
    return correction_of(said)


def resolved(replies: dict[str, str], units: Known) -> dict[str, str]:
    """The replies that name a unit (by id or name) or say “outside”, with the unit's id; others are left
    out."""
    known = units_of(units)
    found = {}
    for question, reply in replies.items():
        unit = reply if reply == OUTSIDE or reply in units else known.find(str(reply), KINDS)
        if unit:
            found[question] = unit
    return found


def remember_answers(folder: Path, replies: dict[str, str], by: str, units: tuple[str, ...] = ()) -> None:
    """Keep replies for every file to come, or for those of a clerk of these `units`. A reply of '' is forgotten."""
    for question, reply in replies.items():
        path = folder / "remembered" / f"{answer_id(question, units)}.json"
        if reply:
            record = {"question": question, "reply": reply} | ({"units": list(units)} if units else {})
            write(path, record, by)
        else:
            path.unlink(missing_ok=True)


def remember_layout(folder: Path, key: str, said: Correction, by: str, file: str = "") -> None:
    """Keep a correction for every file of this layout. An empty Correction is forgotten."""
    path = folder / "remembered" / f"{layout_id(key)}.json"
    if said == Correction():
        path.unlink(missing_ok=True)
        return
    plain = {"kind": said.kind, "header": said.header, "fields": dict(said.fields)}
    write(path, {"key": key, "file": file} | plain, by)


def names_a_unit(question: str) -> bool:
    """Does a question ask about a text that names one unit, whichever file it stands in?"""
    text = without_brackets(question.removeprefix(UNIT))
    return bool(NAMES_A_UNIT.search(text)) and not nameless(text)


def _is_called(question: str) -> bool:
    """Whether what a 填报单位 says (青溪中心校, 后山) tells one unit from others, as no office of every town does."""
    text = without_brackets(question.removeprefix(UNIT))
    return not nameless(text) and not OFFICE.search(text)


def of_file(replies: dict[str, str], sheets: Iterable[dict]) -> dict[str, str]:
    """Replies that hold for the file of these sheets only: about a sheet by what it or its 填报单位 is called, unless that
    names a unit, and about what every village has. What is said of a “Sheet1” or of 一组 must not speak for the next
    village's."""
    bare = {
        asked
        for one in sheets
        if not (_is_called if one.get("stated_unit") else names_a_unit)(
            asked := question_id(one.get("stated_unit") or one["sheet"])
        )
    }
    return {
        asked: reply
        for asked, reply in replies.items()
        if asked in bare or nameless(asked.removeprefix(UNIT))
    }


def for_everybody(replies: dict[str, str], reports: list[Report]) -> dict[str, str]:
    """Replies that hold for other files too."""
    bound = of_file(replies, (sheet for report in reports for sheet in report.sheets))
    return {question: reply for question, reply in replies.items() if question not in bound}


def records(folder: Path, sort: str = "") -> list[dict]:
    """All records of a sort (answer, layout, match; '' = all) with who said them and when, oldest first."""
    found = []
    for path in sorted((folder / "remembered").glob(f"{sort or '*'}-*.json")):
        if not path.name.startswith("."):
            found.append(json.loads(vault.read(path)) | {"id": path.stem, "sort": path.name.split("-")[0]})
    return sorted(found, key=lambda one: one["at"])


def forget(folder: Path, id_: str) -> None:
    """Drop a record by its id; it will be asked about again. Raises Refused when there is none."""
    path = known(folder, id_)
    path.unlink()
    vault.force_folder(path.parent)


def known(folder: Path, id_: str) -> Path:
    """Where a record lies. Raises Refused when there is none."""
    path = folder / "remembered" / f"{id_}.json"
    if not re.fullmatch(r"[a-z]+-[0-9a-f-]+", id_) or not path.exists():
        raise Refused("not_remembered", record=id_)
    return path


def write(path: Path, record: dict, by: str) -> None:
    text = json.dumps(record | {"by": by, "at": batches.now()}, ensure_ascii=False, indent=1)
    vault.put(path, text.encode("utf-8"))


def answer_id(question: str, units: tuple[str, ...] = ()) -> str:
    """The id of an answer's record."""
    return f"answer-{short('|'.join((question, *units)))}"


def layout_id(key: str) -> str:
    """The id of a correction's record."""
    return f"layout-{short(key)}"


def short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
