"""Cards of shares by unit, group or duty against the target; cards that show the worst of a list at once."""

from care import charts
from care.answers import Row
from care.briefing.deadline import target_now
from care.briefing.naming import name_of, named, ordered, short_name
from care.screen import address, filters
from care.screen.card import card, draw, says
from care.screen.figures import count_bars, share_bars
from care.screen.lists import preview
from care.screen.panels import Listing, button, request
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import most, spread
from care.words import percent


def share_card(view: View, name: str, by: str, title: str) -> None:
    """Share met by unit, group or duty. Not drawn where there is nothing to compare (no units below)."""
    if (by == "unit" and not view.children) or (by == "group" and view.group):
        return
    key = f"{name}_{by}"
    listing = Listing(view.t(f"list.{name}"), view.ask(name))
    with card(view, key, title, name, listing):
        rows = [row for row in ordered(view, view.answers.by(view.ask(name), by), by) if row.due]
        if not rows:
            nothing(view.t)
            return
        target = target_now(view, name)
        sentence = spread(view.t, named(view, rows, by), target, by)
        figure = charts.bars(
            share_bars(view, rows, by, target),
            view.look,
            target,
            view.t("chart.target", share=percent(target or 0)),
            full=1,
        )
        draw(
            view,
            key,
            figure,
            f"{title}{view.t('list.colon')}{sentence}",
            lambda one, *_: deeper(view, name, by, one),
        )
        says(sentence)


def count_card(view: View, name: str, by: str, title: str) -> None:
    """How many by unit or group (for counts that have no target)."""
    if (by == "unit" and not view.children) or (by == "group" and view.group):
        return
    key = f"{name}_{by}"
    with card(view, key, title, name, Listing(view.t(f"list.{name}"), view.ask(name), state="all")):
        rows = [row for row in ordered(view, view.answers.by(view.ask(name), by), by) if row.due]
        if not rows:
            nothing(view.t)
            return
        figures = [(row.key, short_name(view, row.key, by), row.due) for row in rows]
        whole = view.answers.count(view.ask(name)).due
        sentence = _largest(view, rows)
        if by == "unit":
            sentence = most(view.t, [(one, n) for _, one, n in figures], "people", whole)
        draw(
            view,
            key,
            charts.bars(count_bars(view, figures, "people"), view.look),
            f"{title}{view.t('list.colon')}{sentence}",
            lambda one, *_: deeper(view, name, by, one),
        )
        says(sentence)


def _largest(view: View, rows: list[Row]) -> str:
    """Groups overlap, so no part of a whole is named."""
    return view.t(
        "groups.largest",
        name=view.group_name(rows[0].key),
        count=view.t.count(rows[0].due, "people"),
        n=len(rows),
    )


def deeper(view: View, name: str, by: str, key: str) -> None:
    """A click on a bar goes one step deeper: to the unit, to the group, or to the persons."""
    if by == "unit" and key in view.units and key != view.unit:
        filters.drill(key)
    elif by == "group":
        address.put(group=key)
    else:
        state = "all" if view.indicator(name).form == "count" else "unmet"
        ask = view.ask(name, duty=key) if by == "duty" else view.ask(name)
        request(Listing(f"{view.t(f'list.{name}')} · {name_of(view, key, by)}", ask, state=state))


def worst_card(view: View, name: str, title: str, duty: str = "") -> None:
    """The first of a list, worst first, and a button for all of it; not drawn where nothing is due."""
    if not view.may("lists") or not view.answers.count(view.ask(name, duty=duty)).due:
        return
    listing = Listing(title, view.ask(name, duty=duty))
    with card(view, f"worst_{name}{duty}", title, name):
        total = preview(view, listing)
        if total:
            count = view.t.count(total, view.indicator(name).subject)
            button(
                view.t("list.all", count=count),
                listing,
                f"all_{name}{duty}",
                kind="secondary",
            )
