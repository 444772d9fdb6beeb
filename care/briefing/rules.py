"""How a figure is computed: its rule as a sentence, with the limits in force."""

from care.briefing.about import About
from care.definitions import Definitions
from care.words import Voice


def rule(about: About, name: str) -> str:
    """The rule of an indicator with its target; a breakdown's sentence is in the words."""
    if name not in about.definitions.indicators:
        return about.t(f"breakdown.{name}")
    return indicator_rule(about.t, about.definitions, name)


def indicator_rule(t: Voice, definitions: Definitions, name: str) -> str:
    """The rule of an indicator, with the limits and the target that these definitions give it."""
    indicator = definitions.indicators[name]
    limits = {key: f"{value:g}" for key, value in indicator.limits.items()}
    groups = t("list.comma").join(t.pick(definitions.groups[id_].name) for id_ in definitions.helper_groups)
    text = t.pick(indicator.rule).format(**limits, groups=groups)
    if indicator.target:
        text = t.sentences(text, t("how.target", target=f"{indicator.target:.0%}"))
    return text
