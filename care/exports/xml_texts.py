"""Texts for files that are XML: people paste anything into a text field, and a few signs can stand in no such file."""

import dataclasses
import re
from typing import TypeVar

NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Told = TypeVar("Told")


def clean(value: Told) -> Told:
    """The same without those signs, in whatever it holds: texts, lists, tables, frozen dataclasses."""
    if isinstance(value, str):
        return NOT_XML.sub("", value)
    if isinstance(value, dict):
        return {name: clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(clean(one) for one in value)
    if dataclasses.is_dataclass(value):
        held = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **{name: clean(one) for name, one in held.items()})
    return value
