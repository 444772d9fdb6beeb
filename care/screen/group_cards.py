"""Who is looked after: overlaps, age and sex, who came and who left, units × groups."""

from datetime import date

from care import charts
from care.briefing.breakdowns import roll
from care.briefing.breakdowns.flows import flows_of
from care.briefing.breakdowns.roll import band_name
from care.briefing.months import month_labels
from care.charts import Series
from care.screen.card import card, draw, says
from care.screen.figures import count_bars
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View


def overlaps(view: View) -> None:
    """The pairs of groups that share most people."""
    t = view.t
    with card(view, "overlaps", t("groups.overlaps"), "group_overlap"):
        pairs = roll.overlaps_of(view)
        if not pairs:
            nothing(t, "groups.no_overlap")
            return
        rows = [(f"{one}|{other}", roll.pair_name(view, one, other), n) for one, other, n in pairs]
        sentence = roll.overlap_sentence(view, pairs)
        draw(
            view,
            "overlaps",
            charts.bars(count_bars(view, rows, "people"), view.look),
            sentence,
            lambda key, *_: _open_pair(view, *key.split("|")),
        )
        says(sentence)


def _open_pair(view: View, one: str, other: str) -> None:
    title = f"{view.group_name(one)} ＋ {view.group_name(other)}"
    request(Listing(title, view.ask("group_overlap"), "breakdown", x=one, series=other))


def ages(view: View) -> None:
    """Age bands by sex, youngest below."""
    t = view.t
    listing = Listing(t("groups.ages"), view.ask("age_sex"), "breakdown")
    with card(view, "ages", t("groups.ages"), "age_sex", listing):
        found = roll.ages_of(view)
        bands, sides, sentence = found.bands, found.sides, found.sentence
        if not bands:
            nothing(t)
            return
        hovers = tuple(
            [
                t("groups.age_hover", sex=t(f"sex.{sex}"), band=band_name(band), n=n)
                for band, n in zip(bands, side, strict=True)
            ]
            for sex, side in zip(roll.SEXES, sides, strict=True)
        )
        figure = charts.pyramid(
            bands,
            *sides,
            (t("sex.male_plural"), t("sex.female_plural")),
            hovers,
            view.look,
            labels=[band_name(one) for one in bands],
        )
        draw(
            view,
            "ages",
            figure,
            sentence,
            lambda band, sex, *_: request(
                Listing(
                    f"{t(f'sex.{sex}')} · {band_name(band)}",
                    view.ask("age_sex"),
                    "breakdown",
                    x=band,
                    series=sex,
                )
            ),
        )
        says(sentence)


def flows(view: View) -> None:
    """Who came and who left, month by month."""
    t = view.t
    listing = Listing(t("groups.flows"), view.ask("flows"), "breakdown")
    with card(view, "flows", t("groups.flows"), "flows", listing):
        found = flows_of(view)
        if not found.any:
            nothing(t)
            return
        keys = found.months
        labels = month_labels(view, keys)
        parts = [
            Series(
                side,
                t(f"groups.{side}"),
                values,
                [
                    t(f"groups.{side}_hover", month=_full(view, key), n=n)
                    for key, n in zip(keys, values, strict=True)
                ],
            )
            for side, values in (("joined", found.came), ("left", found.left))
        ]
        sentence = found.sentence(view)
        draw(
            view,
            "flows",
            charts.balance(labels, keys, *parts, view.look),
            sentence,
            lambda month, side, *_: request(
                Listing(
                    f"{t(f'groups.{side}')} · {_full(view, month)}",
                    view.ask("flows"),
                    "breakdown",
                    x=month,
                    series=side,
                )
            ),
        )
        says(sentence)


def _full(view: View, key: str) -> str:
    return view.t.month(date(int(key[:4]), int(key[5:]), 1), year=True)
