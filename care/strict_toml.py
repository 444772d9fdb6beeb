"""TOML tables → frozen dataclasses, refusing what they do not know.

Nested dataclasses, lists and dicts of them are built alike. A field named like a Python word ends in `_`.
"""

import difflib
import re
import tomllib
import types
import typing
from codecs import BOM_UTF8
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path

LONGEST = 60  # signs of a value in a message


class DefinitionError(ValueError):
    """A definitions file holds something that CareBoard does not know. `code` names its sentence (problem.CODE in
    definitions/words), `values` fill it: file, line, key …"""

    def __init__(self, code: str, **values):
        super().__init__(f"{code}: {', '.join(f'{name} {value}' for name, value in values.items())}")
        self.code, self.values = code, values


def read(path: Path) -> dict:
    """The file's tables; {} where there is no file. Raises DefinitionError."""
    if not path.exists():
        return {}
    try:
        text = _text(path)
    except UnicodeDecodeError:
        raise DefinitionError("definition_encoding", file=path.name) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"line (\d+)", str(fault))
        at = line[1] if line else len(text.splitlines())
        raise DefinitionError("definition_broken", file=path.name, line=at, why=str(fault)) from None
    except (ValueError, RecursionError):  # thousands of digits, thousands of brackets
        raise DefinitionError("definition_too_much", file=path.name) from None


def _text(path: Path) -> str:
    """Without the mark that Notepad may put first. Raises UnicodeDecodeError."""
    return path.read_bytes().removeprefix(BOM_UTF8).decode("utf-8")


def short(raw) -> str:
    """A value as a message shows it, however long or deep it is."""
    try:
        said = repr(raw)
    except (ValueError, RecursionError):
        return "…"
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


@dataclass(frozen=True)
class Place:
    """Where something stands: a file, and the table in it; `nth` of equally named ones, from 0."""

    path: Path
    table: str = ""
    nth: int = 0

    def line(self, key: str) -> int:
        """The first line from the table on that mentions the key; tomllib gives no positions."""
        lines = _text(self.path).splitlines()
        heads = [
            n for n, line in enumerate(lines) if re.match(rf"\s*\[+\s*{re.escape(self.table)}\s*\]", line)
        ]
        start = heads[self.nth] if self.table and len(heads) > self.nth else 0
        mentions = re.compile(rf"(^|[\s{{\[.,])[\"']?{re.escape(key)}[\"']?(\s*=|\]|\.)")
        return next(
            (n for n, line in enumerate(lines[start:], start + 1) if mentions.search(line)), start + 1
        )


def tables(cls: type, path: Path) -> dict:
    """One `cls` a table; its `id` is the table's name."""
    found = with_ids(read(path), path.stem, Place(path))
    return {id_: build(cls, table, Place(path, id_)) for id_, table in found.items()}


def with_ids(found: object, key: str, place: Place) -> dict[str, dict]:
    """A table of tables, each with its name as `id`."""
    inner = {id_: _expect(one, dict, id_, place) for id_, one in _expect(found, dict, key, place).items()}
    return {id_: {"id": id_, **one} for id_, one in inner.items()}


def lists(path: Path) -> dict[str, list[str]]:
    return _value(dict[str, list[str]], read(path), path.stem, Place(path))


def rules(cls: type, path: Path) -> list:
    """One `cls` a [[rules]] table."""
    found = _expect(read(path).get("rules", []), list, "rules", Place(path))
    places = [Place(path, "rules", n) for n in range(len(found))]
    return [build(cls, _expect(one, dict, "rules", at), at) for one, at in zip(found, places, strict=True)]


def build(cls: type, table: dict, place: Place):
    """One dataclass from one table. Raises DefinitionError with file, line and the nearest known key."""
    hints = typing.get_type_hints(cls)
    known = {one.name.rstrip("_"): one for one in fields(cls)}
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            code = "definition_key_near" if near else "definition_key"
            said = {"near": near[0]} if near else {"known": ", ".join(known)}
            raise DefinitionError(code, file=place.path.name, line=place.line(key), name=key, **said)
    missing = [
        key
        for key, one in known.items()
        if key not in table and one.default is MISSING and one.default_factory is MISSING
    ]
    if missing:
        what = table.get("id", place.table or cls.__name__)
        raise DefinitionError("definition_missing", file=place.path.name, what=what, name=missing[0])
    values = {known[key].name: _value(hints[known[key].name], raw, key, place) for key, raw in table.items()}
    return cls(**values)


def _value(hint, raw, key: str, place: Place):
    if isinstance(hint, types.UnionType):
        hint = next(part for part in hint.__args__ if part is not type(None))
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is list:
        of_rules = hasattr(args[0], "__dataclass_fields__")
        raw = _expect(raw, list, key, place)
        return [
            _value(args[0], one, key, replace(place, table=key, nth=n) if of_rules else place)
            for n, one in enumerate(raw)
        ]
    if origin is dict:
        return {
            name: _value(args[1], one, name, place) for name, one in _expect(raw, dict, key, place).items()
        }
    if hasattr(hint, "__dataclass_fields__"):
        return build(hint, _expect(raw, dict, key, place), place)
    return _expect(raw, (int, float) if hint is float else hint, key, place)


def _expect(raw, kind, key: str, place: Place):
    moment = kind is date and isinstance(raw, datetime)  # Python takes it for a day
    if isinstance(raw, kind) and not (isinstance(raw, bool) and kind is not bool) and not moment:
        return raw
    wanted = getattr(kind, "__name__", "float")
    raise DefinitionError(
        f"definition_type_{wanted}", file=place.path.name, line=place.line(key), name=key, value=short(raw)
    )
