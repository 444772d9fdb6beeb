"""`doctor`: looks at an installation and says what to mend; exit code 1 on faults."""

from argparse import Namespace
from pathlib import Path

from care import doctor
from care.commands.result import Result
from care.definitions import Definitions
from care.words import LANGUAGES, voice


def add(asks, command) -> None:
    told = command(asks, "doctor", run, "check this installation and say what to mend")
    told.add_argument("--lang", choices=LANGUAGES, default="zh")


def run(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Lines, or with --json the findings themselves."""
    found = [*doctor.examine(folder, definitions), *_serving()]
    t = voice(asked.lang)
    if asked.json:
        told = [{"code": one.code, "well": one.well, "message": _says(t, one)} for one in found]
    else:
        told = [f"{'✓' if one.well else '✗'} {_says(t, one)}" for one in found]
    return Result(told, all(one.well for one in found))


def _serving() -> list[doctor.Finding]:
    from care.serving import rules, setup  # Streamlit takes a second to load; no other command needs it

    settings = setup.read()
    faults = rules.faults(settings)
    if not faults:
        return [doctor.Finding("serving", True, {"address": settings.address})]
    return [doctor.Finding(f"serving.{one.code}", False, one.values) for one in faults]


def _says(t, one: doctor.Finding) -> str:
    if one.code.startswith("serving."):
        return t(one.code, **one.values)
    values = one.values
    if problem := values.get("problem"):
        return t(f"problem.{problem.code}", **problem.values)
    if "step" in values:
        values = values | {"step": t(f"doctor.step_{values['step']}")}
    return t(f"doctor.{one.code}" + ("" if one.well else "_wrong"), **values)
