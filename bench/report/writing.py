"""docs/bench.json and docs/bench.md from the results kept so far; what has not run is not there."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.report.goals import goals
from bench.report.home import kept
from bench.report.machine import ROOT, machine

SECTIONS = ("rebuild", "pages", "server", "sessions", "questions", "taking", "exports")
APPS = {"careboard": "CareBoard", "superset": "Superset 6.1", "naive": "Streamlit + pandas"}
DEEDS = {
    "first": "first page after the server's start",
    "cold": "page, a browser that was never here",
    "group": "filter change: another group",
    "unit": "filter change: another town",
    "drill": "drill-down: a click on a bar",
    "list": "next page of a list",
    "gaps": "all gaps of another unit",
    "day": "a day never asked before",
}
WORK = {
    "visits": "visits (two headlines, six charts, a list)",
    "overview": "overview",
    "gaps": "gaps",
}
SHOWN = 15  # questions in the Markdown; all are in the JSON
HEAD = """# How fast it is

Made by `python -m bench.report` (`make bench`); every number is in [bench.json](bench.json). Times run from the click (or the address) to the last thing drawn in headless Chromium on the machine that also ran the servers, in a window that holds the whole page; runs of the compared programs took turns, each once the processors were at rest. All read the same DuckDB file. The data are invented: `bench.big_town`, 24 contacts a person over a year.

What is compared: CareBoard's page of visits (two headlines with twelve months, six charts, a list, its real rules); a Superset dashboard and a quick Streamlit page (`bench/naive_app.py`) of four of these charts and the list, for which “seen within 31 days” stands for all rules. Superset runs as installed, without a cache, with two workers; what its canvases draw after the data came is not counted. CareBoard keeps answers, so its filter changes are to views never asked before (while there are any); the quick page keeps its tables in `st.cache_data`. 5,000,000 people were not measured.
"""

BUSY = """**The machine was busy with other work in some of these runs** (see the load before each): their times say nothing by themselves and compare only within a row. Processor time is nearer the truth.
"""


def write(home: Path, sizes: list[int]) -> None:
    docs = ROOT / "docs"
    found = {
        str(people): {name: one for name in SECTIONS if (one := kept(home, people, name))} for people in sizes
    }
    whole = {"machine": machine(), "sizes": found}
    (docs / "bench.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (docs / "bench.md").write_text("\n".join(_page(whole["machine"], found)) + "\n", "utf-8")


def _page(about: dict, sizes: dict[str, dict]) -> Iterator[str]:
    yield HEAD
    yield (
        f"Machine: {about['processors']} processors ({about['model']}), {about['memory_gb']} GB; {about['system']}; Python {about['python']}, "
        + ", ".join(
            f"{name} {about[name]}" for name in ("streamlit", "duckdb", "pandas", "plotly") if about[name]
        )
        + f"; {about['chromium']}.\n"
    )
    if any(_busy(one, about) for sections in sizes.values() for one in sections.values()):
        yield BUSY
    yield from goals({int(people): sections for people, sections in sizes.items()})
    for people, sections in sizes.items():
        yield f"## {int(people):,} people\n"
        yield from _conditions(sections)
        for name, write_one in WRITERS.items():
            if name in sections and (why := sections[name]["found"].get("failed")):
                yield f"{name} could not be measured: {why}\n"
            elif name in sections:
                yield from write_one(sections[name]["found"])
                yield ""


def _busy(section: dict, about: dict) -> bool:
    return section["conditions"]["load"][0] > 2 * about["processors"]


def _conditions(sections: dict) -> Iterator[str]:
    yield "|section|commit|when|load of the machine before|took|"
    yield "|-|-|-|-|-|"
    for name, one in sections.items():
        c = one["conditions"]
        yield f"|{name}|{c['commit']}|{c['at']}|{c['load'][0]}|{c['seconds']} s|"
    yield ""


def figure(one: dict | None) -> str:
    """median / p95 (runs)."""
    if not one or not one.get("runs"):
        return "–"
    if one["runs"] == 1:
        return f"{one['median']:,.0f}" if one["unit"] == "ms" else f"{one['median']:,.1f}"
    digits = 0 if one["unit"] == "ms" else 1
    return f"{one['median']:,.{digits}f} / {one['p95']:,.{digits}f} ({one['runs']})"


def _pages(found: dict) -> Iterator[str]:
    there = [name for name in APPS if name in found]
    beside = [name for name in there if name != "careboard"]
    yield "### In the browser, ms: median / p95 (runs)\n"
    yield (
        "||"
        + "|".join(APPS[name] for name in there)
        + "|"
        + "".join(f"{APPS[name]} ÷ CareBoard|" for name in beside)
    )
    yield "|-|" + "-|" * (len(there) + len(beside))
    for deed, says in DEEDS.items():
        ours = found["careboard"].get(deed)
        if not ours:
            continue
        ratios = [_ratio(found[name].get(deed), ours) for name in beside]
        yield (
            f"|{says}|"
            + "|".join(figure(found[name].get(deed)) for name in there)
            + "|"
            + "".join(f"{one}|" for one in ratios)
        )
    for name, why in found.get("left_out", {}).items():
        yield f"\n{APPS[name]} could not be measured: {why.splitlines()[0]}"


def _ratio(theirs: dict | None, ours: dict) -> str:
    if not theirs or not theirs.get("runs"):
        return "–"
    return f"{theirs['median'] / ours['median']:.1f} ×"


def _server(found: dict) -> Iterator[str]:
    yield "### Work of the server for one filter change, ms: median / p95 (runs)\n"
    yield "|page|never asked before|its processor time|asked again|its processor time|"
    yield "|-|-|-|-|-|"
    for page, says in WORK.items():
        if f"{page}_new" in found:
            cells = [figure(found.get(f"{page}_{one}")) for one in ("new", "new_cpu", "again", "again_cpu")]
            yield f"|{says}|" + "|".join(cells) + "|"


def _sessions(found: dict) -> Iterator[str]:
    yield "### People at once, each another view every two to four seconds\n"
    yield "|sessions|views|median s|p95 s|faults|server's memory, MB (most)|"
    yield "|-|-|-|-|-|-|"
    for number, one in found.items():
        if isinstance(one, dict):
            yield f"|{number}|{one['views']}|{one['median_s']}|{one['p95_s']}|{one['faults']}|{one['memory_mb']} ({one['memory_most_mb']})|"
    yield f"\nA session more costs {found['memory_a_session_mb']} MB."


def _rebuild(found: dict) -> Iterator[str]:
    yield (
        f"{found['contacts']:,} contacts in {found['batches']:,} batches of {found['rows']:,} rows; the store has {found['store_mb']:,} MB. Built from all batches in {found['rebuild']['median']:,.1f} s ({found['cpu']['median']:,.1f} s of processor)"
        + (f", {found['memory_mb']:,} MB at most." if found["memory_mb"] else ".")
    )


def _taking(found: dict) -> Iterator[str]:
    yield "### A village's file of 2,000 visits on the page, s: median / p95 (runs)\n"
    yield "|dropped until understood|“take in” until it says so|“take in” until its figures stand|undone|"
    yield "|-|-|-|-|"
    yield "|" + "|".join(figure(found[one]) for one in ("understood", "taken", "figures", "undone")) + "|"


def _exports(found: dict) -> Iterator[str]:
    yield "### Files of the whole, s: median / p95 (runs)\n"
    yield "|slides|work summary (Word)|workbook|"
    yield "|-|-|-|"
    yield "|" + "|".join(figure(found[one]) for one in ("deck", "word", "workbook")) + "|"


def _questions(found: dict) -> Iterator[str]:
    yield f"### Questions: SQL alone, over everything (the slowest {SHOWN} of {len(found)})\n"
    yield "|question|ms: median / p95 (runs)|of it planning|rows scanned|only reading those columns, ms|×|"
    yield "|-|-|-|-|-|-|"
    answered = {name: one for name, one in found.items() if not one.get("stopped")}
    slowest = sorted(answered.items(), key=lambda item: -item[1]["median"])[:SHOWN]
    for name in [name for name in found if name not in answered]:
        yield f"|{name}|stopped: longer than a question may take, or more memory|–|–|–|–|"
    for name, one in slowest:
        yield f"|{name}|{figure(one)}|{one['planning_ms']}|{one['rows_scanned']:,}|{one['scan_ms']}|{one['of_scan']}|"


WRITERS = {
    "rebuild": _rebuild, "pages": _pages, "server": _server, "sessions": _sessions, "taking": _taking,
    "exports": _exports, "questions": _questions,
}  # fmt: skip
