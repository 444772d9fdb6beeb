"""Commands on what an office sets for itself: list, set, give back."""

import json
from argparse import Namespace
from pathlib import Path

from care import office, settings
from care.commands.result import Result, UsageError
from care.definitions import Definitions, load
from care.setting_values import plain


def add(asks, command) -> None:
    """The commands and their words on the command line."""
    told = command(
        asks, "settings", settle, "targets, limits, deadlines: `settings set KEY VALUE`, `settings reset KEY`"
    )
    told.add_argument("what", nargs="?", default="list", choices=("list", "set", "reset"))
    told.add_argument("key", nargs="?", default="", help="as the list gives it, or how it begins")
    told.add_argument("value", nargs="?", default="", help='a number, "a text", true, or a list as JSON')
    told.add_argument("--by", default="local", help="who sets it; stands in the audit log")


def settle(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Set or give back a rule, then the rules whose keys begin so, with what is delivered. Raises UsageError."""
    if asked.what != "list" and not asked.key:
        raise UsageError("Say which rule: a key as `settings` lists it.")
    if asked.what != "list":
        value = _value(asked.value) if asked.what == "set" else None
        office.settle(folder, {asked.key: value}, asked.by)
    delivered = settings.settings_of(load())
    now = settings.settings_of(settings.in_force(folder))
    return Result(
        [
            {
                "key": key,
                "value": json.dumps(plain(one.value), ensure_ascii=False),
                "delivered": json.dumps(plain(delivered[key].value), ensure_ascii=False),
            }
            for key, one in now.items()
            if key.startswith(asked.key)
        ]
    )


def _value(text: str):
    try:
        said = json.loads(text)
        json.dumps(said, ensure_ascii=False).encode()  # half signs can be written nowhere
        return said
    except (ValueError, RecursionError):
        return text
