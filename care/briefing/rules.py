"""How a figure is computed: its rule as a sentence, with the limits in force."""

from care.briefing.about import About


def rule(about: About, name: str) -> str:
    """The rule of an indicator with its target; a breakdown's sentence is in the words."""
    if name not in about.definitions.indicators:
        return about.t(f"breakdown.{name}")
    indicator = about.indicator(name)
    limits = {key: f"{value:g}" for key, value in indicator.limits.items()}
    groups = about.t("list.comma").join(about.group_name(id_) for id_ in about.definitions.helper_groups)
    text = about.t.pick(indicator.rule).format(**limits, groups=groups)
    if indicator.target:
        text = about.t.sentences(text, about.t("how.target", target=f"{indicator.target:.0%}"))
    return text
