"""Writes the Word templates that ship: `python -m bench.word_templates` (data/templates/*.docx, same text each time).

An office changes them in Word, or puts its own beside them; what they may say: docs/word-templates.md.
"""

from pathlib import Path

from bench.word_layout import Sheet
from bench.word_texts import TEXTS

TEMPLATES = Path(__file__).resolve().parents[1] / "data" / "templates"


def main() -> None:
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    for lang, said in TEXTS.items():
        for kind, write in (("summary", summary), ("bulletin", bulletin)):
            sheet = Sheet(lang, said[f"{kind}_title"])
            _head(sheet, said, kind)
            write(sheet, said)
            _foot(sheet, said)
            sheet.save(TEMPLATES / f"{kind}.{lang}.docx")


def summary(sheet: Sheet, said: dict) -> None:
    """工作总结: whole, organisation, systems, measures, relief, units, problems, next steps."""
    sheet.heading(said["overall"])
    sheet.tag("{%p if roll.empty %}")
    sheet.says(said["nobody"])
    sheet.tag("{%p else %}")
    sheet.says(said["roll"])
    sheet.caption(said["groups"])
    sheet.table(
        [86, 35, 35],
        said["groups_head"],
        "for group in roll.groups",
        ["{{ group.name }}", "{{ group.households }}", "{{ group.people }}"],
        [said["total"], "{{ roll.total.households }}", "{{ roll.total.people }}"],
    )
    sheet.note(said["groups_note"])
    sheet.tag("{%p endif %}")
    for block in ("organisation", "systems"):
        sheet.heading(said[block])
        _each(sheet, f"own.{block}", said["unwritten"])
    sheet.heading(said["measures"])
    _each(sheet, "measures", said["no_measures"], "{{ one.ordinal }}{{ one.text }}")
    sheet.tag("{%p if not_due %}")
    sheet.says(said["not_due"])
    sheet.tag("{%p endif %}")
    sheet.heading(said["relief"])
    _relief(sheet, said, said["table_2"])
    sheet.heading(said["units"])
    _units(
        sheet,
        said,
        "units",
        [46, 18, 18, 25, 25, 24],
        said["units_head"],
        ["name", "households", "people", "pairing_coverage", "contact_rhythm", "relief_progress"],
        said["units_note"],
    )
    _ends(sheet, said, said["problems"], said["steps"])


def bulletin(sheet: Sheet, said: dict) -> None:
    """进度通报: all figures, relief against the schedule, units, what is not done, what is asked."""
    sheet.says(said["bulletin_opening"])
    sheet.heading(said["progress"])
    sheet.tag("{%p if measures %}")
    sheet.caption(said["table_1"])
    cells = ["name", "due", "met", "unmet", "share", "to_target"]
    sheet.table([48, 25, 25, 25, 17, 16], said["figures_head"], "for one in measures", _of("one", cells))
    sheet.note(said["figures_note"])
    sheet.tag("{%p else %}")
    sheet.says(said["no_measures"])
    sheet.tag("{%p endif %}")
    sheet.heading(said["bulletin_relief"])
    _relief(sheet, said, said["table_2"])
    sheet.heading(said["bulletin_units"])
    _units(
        sheet,
        said,
        "relief.units",
        [36, 20, 24, 36, 40],
        said["pace_head"],
        ["name", "share", "schedule", "gap", "pace"],
        "{{ relief.units_text }}",
    )
    _ends(sheet, said, said["undone"], said["asked"])


def _head(sheet: Sheet, said: dict, kind: str) -> None:
    sheet.title(said[f"{kind}_title"])
    sheet.centred(said["dated"])
    sheet.says(said["scope"])


def _relief(sheet: Sheet, said: dict, caption: str) -> None:
    sheet.says("{{ relief.text }}")
    sheet.tag("{%p if relief.items %}")
    sheet.caption(caption)
    sheet.table(
        [51, 14, 14, 17, 22, 15, 23],
        said["relief_head"],
        "for item in relief.items",
        ["{{ item.name }}", "{{ item.due }}", "{{ item.met }}", "{{ item.share }}", "{{ item.schedule }}",
         "{{ item.gap }}", "{{ item.deadline }}"],
        [said["total"], "{{ relief.total.due }}", "{{ relief.total.met }}", "{{ relief.total.share }}",
         "{{ relief.total.schedule }}", "{{ relief.total.gap }}", ""],
    )  # fmt: skip
    sheet.note(said["relief_note"])
    sheet.tag("{%p for item in relief.items %}")
    sheet.tag("{%p if item.forecast %}")
    sheet.says("{{ item.forecast }}")
    sheet.tag("{%p endif %}")
    sheet.tag("{%p endfor %}")
    sheet.tag("{%p endif %}")


def _units(
    sheet: Sheet, said: dict, what: str, widths: list[int], head: list[str], cells: list[str], note: str
) -> None:
    sheet.tag(f"{{%p if {what} %}}")
    sheet.caption(said["table_3"])
    sheet.table(widths, head, f"for row in {what}", _of("row", cells))
    sheet.note(note)
    sheet.tag("{%p else %}")
    sheet.says(said["no_units"])
    sheet.tag("{%p endif %}")


def _ends(sheet: Sheet, said: dict, problems: str, steps: str) -> None:
    """What is not done, said plainly; then what comes next, the office's own words first."""
    sheet.heading(problems)
    sheet.tag("{%p if none_done %}")
    sheet.says("{{ none_done }}")
    sheet.tag("{%p endif %}")
    _each(sheet, "problems")
    sheet.heading(steps)
    _each(sheet, "own.steps")
    _each(sheet, "steps")


def _foot(sheet: Sheet, said: dict) -> None:
    sheet.tag("{%p if notes %}")
    sheet.heading(said["notes"])
    _each(sheet, "notes", "", "{{ one.about }}{{ one.text }}{{ one.signed }}")
    sheet.tag("{%p endif %}")
    sheet.heading(said["sources"])
    sheet.says(said["sources_say"])
    sheet.caption(said["meanings"])
    sheet.table([36, 120], said["meanings_head"], "for one in meanings", _of("one", ["name", "rule"]))


def _each(sheet: Sheet, what: str, otherwise: str = "", text: str = "{{ one }}") -> None:
    sheet.tag(f"{{%p for one in {what} %}}")
    sheet.says(text)
    sheet.tag("{%p endfor %}")
    if otherwise:
        sheet.tag(f"{{%p if not {what} %}}")
        sheet.says(otherwise)
        sheet.tag("{%p endif %}")


def _of(what: str, names: list[str]) -> list[str]:
    return [f"{{{{ {what}.{name} }}}}" for name in names]


if __name__ == "__main__":
    main()
