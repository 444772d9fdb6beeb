"""A problem in words: what is wrong, what to do, and what became of its row."""

from care.ledgers.problems import Problem
from care.words import Voice, voice

ENDS = {"zh": "。", "en": ". "}
REFUSED = {"row_needs_value"}
HELD = {"unit_unknown", "unit_missing", "unit_ambiguous", "person_ambiguous", "person_of_others"}
IGNORED = {"unit_outside", "row_repeated"}


def told(problem: Problem, lang: str) -> tuple[str, str]:
    """(what is wrong, what to do) of a problem; the second is '' where one sentence says all.

    The sentence of definitions/words/problems.* is cut at its first full stop before values are filled in.
    """
    t = voice(lang)
    first, end, rest = t.texts.get(f"problem.{problem.code}", problem.code).partition(ENDS[t.lang])
    values = {"value": problem.value, "heading": problem.heading} | problem.values
    plain = {name: t.plain(value) for name, value in values.items()}
    try:
        return (first + end).strip().format(**plain), rest.strip().format(**plain)
    except KeyError:  # of a batch that another version kept
        return problem.code, ""


def sentence(problem: Problem, lang: str) -> str:
    """The whole sentence."""
    return voice(lang).sentences(*told(problem, lang))


def fate(problems: list[Problem]) -> str:
    """What became of a row that has these problems: held, refused, ignored or taken (without the bad
    cells)."""
    codes = {problem.code for problem in problems}
    for name, of_rows in (("refused", REFUSED), ("held", HELD), ("ignored", IGNORED)):
        if codes & of_rows:
            return name
    return "taken"


def row_said(problems: list[Problem], t: Voice) -> str:
    """All that is wrong in one row, beginning with what became of it."""
    parts = []
    for problem in problems:
        wrong, _ = told(problem, t.lang)
        place = problem.heading or problem.column
        parts.append(t("clerk.marked.in_cell", heading=place, wrong=wrong) if place else wrong)
    text = t("clerk.marked.comma").join(parts)
    return t("clerk.marked.in_row", fate=t(f"clerk.marked.fates.{fate(problems)}"), text=text)
