"""Who is looked after: overlaps, age and sex, who came and who left, units × groups."""

from datetime import date

from care import charts
from care.briefing.months import month_labels, months_before
from care.charts import Series
from care.screen.card import card, draw, says
from care.screen.figures import count_bars
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View
from care.words import percent

PAIRS = 10  # overlaps shown
OLDER = ("60-69", "70-79", "80-89", "90+")
YOUNGER = ("00-05", "06-13", "14-17")


def overlaps(view: View) -> None:
    """The pairs of groups that share most people."""
    t = view.t
    frame = view.answers.breakdown(view.ask("group_overlap"))
    pairs = frame[frame["x"] < frame["series"]].sort_values("subjects", ascending=False).head(PAIRS)
    with card(view, "overlaps", t("groups.overlaps"), "group_overlap"):
        if pairs.empty:
            nothing(t, "groups.no_overlap")
            return
        short = t.lang == "zh"  # English short names do not stand alone
        rows = [
            (
                f"{r.x}|{r.series}",
                " ＋ ".join(view.group_name(one, short) for one in (r.x, r.series)),
                int(r.subjects),
            )
            for r in pairs.itertuples()
        ]
        names = [view.group_name(one) for one in rows[0][0].split("|")]
        sentence = t("groups.overlap_says", names=t.joined(names), n=rows[0][2])
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
    frame = view.answers.breakdown(view.ask("age_sex"))
    with card(
        view, "ages", t("groups.ages"), "age_sex", Listing(t("groups.ages"), view.ask("age_sex"), "breakdown")
    ):
        counts = {(r.x, r.series): int(r.subjects) for r in frame.itertuples()}
        bands = sorted({x for x, _ in counts if x != "unknown"})
        if not bands:
            nothing(t)
            return
        sides = [[counts.get((band, sex), 0) for band in bands] for sex in ("male", "female")]
        hovers = tuple(
            [
                t("groups.age_hover", sex=t(f"sex.{sex}"), band=_band(view, band), n=n)
                for band, n in zip(bands, side, strict=True)
            ]
            for sex, side in zip(("male", "female"), sides, strict=True)
        )
        sentence = _age_sentence(view, counts)
        figure = charts.pyramid(
            bands,
            *sides,
            (t("sex.male_plural"), t("sex.female_plural")),
            hovers,
            view.look,
            labels=[_band(view, one) for one in bands],
        )
        draw(
            view,
            "ages",
            figure,
            sentence,
            lambda band, sex, *_: request(
                Listing(
                    f"{t(f'sex.{sex}')} · {_band(view, band)}",
                    view.ask("age_sex"),
                    "breakdown",
                    x=band,
                    series=sex,
                )
            ),
        )
        says(sentence)


def _band(view: View, band: str) -> str:
    """'00-05' → 0–5."""
    low, _, high = band.partition("-")
    return f"{int(low)}–{int(high)}" if high else band


def _age_sentence(view: View, counts: dict[tuple[str, str], int]) -> str:
    whole = sum(counts.values())
    old = sum(n for (band, _), n in counts.items() if band in OLDER)
    young = sum(n for (band, _), n in counts.items() if band in YOUNGER)
    unknown = sum(n for (band, _), n in counts.items() if band == "unknown")
    text = view.t("groups.age_says", old=percent(old / whole), young=percent(young / whole))
    return view.t.sentences(text, view.t("groups.age_unknown", n=unknown) if unknown else "")


def flows(view: View) -> None:
    """Who came and who left, month by month."""
    t = view.t
    frame = view.answers.breakdown(view.ask("flows"))
    with card(
        view, "flows", t("groups.flows"), "flows", Listing(t("groups.flows"), view.ask("flows"), "breakdown")
    ):
        keys = months_before(view.day, 12)
        counts = {(r.x, r.series): int(r.subjects) for r in frame.itertuples()}
        came, left = ([counts.get((key, side), 0) for key in keys] for side in ("joined", "left"))
        if not any(came) and not any(left):
            nothing(t)
            return
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
            for side, values in (("joined", came), ("left", left))
        ]
        sentence = t("groups.flow_says", came=sum(came), left=sum(left))
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
