"""Rules in words: which one, which of its values, and a value as it is read."""

from datetime import date

from care.definitions import Definitions, Term
from care.inspection.gap_words import duty_name
from care.settings import Setting, rule_id
from care.words import Voice, percent


def name_of(t: Voice, known: Definitions, one: Setting) -> str:
    """Which rule a setting belongs to."""
    if one.part == "programme":
        return t(f"rules.of.{one.id}")
    if one.part == "contacts":
        return _rhythm(t, known, one.id)
    thing = getattr(known, one.part)[one.id]
    return f"{thing.code} {t.pick(thing.name)}" if one.part == "checks" else t.pick(thing.name)


def _rhythm(t: Voice, known: Definitions, id_: str) -> str:
    rule = next(one for one in known.contacts.rules if rule_id(one) == id_)
    who = t.pick(known.groups[rule.group].name)
    if rule.risk:
        who += t("how.risk", colour=t(f"risk.{rule.risk}"))
    if rule.from_age:
        who += t("how.from_age", age=rule.from_age)
    return f"{who} · {duty_name(t, known, rule.duty)}"


def label_of(t: Voice, one: Setting) -> str:
    """Which of its rule's values a setting is."""
    field, _, limit = one.field.partition("/")
    return t(f"rules.limit.{limit}") if limit else t(f"rules.field.{field}")


def in_words(t: Voice, known: Definitions, one: Setting, value) -> str:
    """A value as it is read on the page."""
    match one.kind:
        case "share":
            return percent(value)
        case "severity":
            return t(f"gaps.{value}")
        case "period":
            return t.pick(known.contacts.periods[value])
        case "flag":
            return t("yes" if value else "no")
        case "month_day" | "season_day":
            return day_in_words(t, value)
        case "weekday":
            return t("rules.every_weekday", day=t(f"weekday.{value - 1}"))
        case "closing_day":
            return t("rules.closing", n=value) if value else t("rules.last_day")
        case "days" | "terms":
            return _listed(t, value)
    return f"{value:g}"


def day_in_words(t: Voice, word: str) -> str:
    """“12-31” or “spring_festival-1” as people say it."""
    if not word.startswith("spring_festival"):
        month, day = (int(part) for part in word.split("-"))
        return t.day_short(date(2024, month, day))
    before = int(word.partition("-")[2] or 0)
    return t("rules.spring_festival", n=before) if before else t("rules.spring_festival_day")


def _listed(t: Voice, values: list) -> str:
    if values and isinstance(values[0], Term):
        return f"{t('rules.terms_n', n=len(values))}{t('list.comma')}{t.day(values[-1].to)}"
    return t("list.comma").join(t.day(one) for one in values) or t("rules.none")
