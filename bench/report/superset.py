"""Apache Superset 6.1 with a dashboard of the same four charts and list, on the same DuckDB file, in an environment of its own."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from bench.report.chromium import new_page, opened, timed
from bench.report.home import Town, say
from bench.report.places import Places
from bench.report.servers import Server, served
from care.definitions import load

PACKAGES = (
    "apache-superset==6.1.0", "duckdb==2.0.0", "duckdb-engine==0.17.0", "gunicorn", "rich", "cachetools",
    "cachelib==0.13.0", "Flask-Caching==2.3.1",
)  # fmt: skip
CONFIG = """
import os
SECRET_KEY = os.environ["BENCH_SECRET"]
SQLALCHEMY_DATABASE_URI = "sqlite:///" + os.environ["SUPERSET_HOME"] + "/superset.db"
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
FEATURE_FLAGS = {"DASHBOARD_VIRTUALIZATION": False}
SUPERSET_WEBSERVER_TIMEOUT = 600
"""
USER = "bench"
PEOPLE = """
select
    p.person_id, p.name, p.unit_id, split_part(p.unit_id, '/', 2) as county, split_part(p.unit_id, '/', 3) as town,
    m.group_id, c.last_on, date_diff('day', c.last_on, date '2026-01-31') as days,
    case when date_diff('day', c.last_on, date '2026-01-31') <= 31 then 1.0 else 0.0 end as visited,
    case when c.last_on >= date '2026-01-24' then '0-7' when c.last_on >= date '2025-12-31' then '8-31'
        when c.last_on >= date '2025-10-31' then '32-92' else '93+' end as band
from base.people as p
join base.memberships as m on p.person_id = m.subject_id and m.from_on <= date '2026-01-31' and m.to_on > date '2026-01-31'
left join (select person_id, max(on_day) as last_on from base.contacts group by person_id) as c on p.person_id = c.person_id
"""
CONTACTS = """
select c.contact_id, c.on_day, c.kind, split_part(c.unit_id, '/', 2) as county, split_part(c.unit_id, '/', 3) as town, m.group_id
from base.contacts as c
join base.memberships as m on c.person_id = m.subject_id and m.from_on <= date '2026-01-31' and m.to_on > date '2026-01-31'
"""


def metric(label: str, sql: str) -> dict:
    return {"expressionType": "SQL", "sqlExpression": sql, "label": label, "optionName": f"metric_{label}"}


VISITED = metric("visited", "avg(visited)")
PERSONS = metric("people", "count(distinct person_id)")
MANY = metric("contacts", "count(*)")
BAR = "echarts_timeseries_bar"
# title, data set, kind of chart, what it shows
CHARTS = (
    ("by_unit", "people", BAR, {"x_axis": "county", "metrics": [VISITED]}),
    ("by_group", "people", BAR, {"x_axis": "group_id", "metrics": [VISITED]}),
    ("by_month", "contacts", BAR, {"x_axis": "on_day", "time_grain_sqla": "P1M", "metrics": [MANY], "groupby": ["kind"], "stack": "Stack"}),
    ("days_since", "people", BAR, {"x_axis": "band", "metrics": [PERSONS]}),
    ("overdue", "people", "table", {"query_mode": "raw", "all_columns": ["name", "unit_id", "last_on", "days"], "order_by_cols": ['["days", false]'], "row_limit": 50,
     "adhoc_filters": [{"expressionType": "SQL", "clause": "WHERE", "sqlExpression": "visited = 0"}]}),
)  # fmt: skip


def installed(home: Path) -> Path:
    """The environment's bin, made if it is not there. Raises CalledProcessError."""
    place = home / "superset-venv"
    if not (place / "bin" / "superset").exists():
        say("installing Superset (some minutes)")
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        pip = [place / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PACKAGES], check=True)
    return place / "bin"


@contextmanager
def superset(town: Town) -> Iterator[tuple[Server, str]]:
    """(server, path of the dashboard). Two gunicorn workers; nothing is cached, as it is after an installation."""
    bin_, home = installed(town.home), town.home / f"superset-{town.people}"
    home.mkdir(exist_ok=True)
    (home / "superset_config.py").write_text(CONFIG)
    secret = home / "secret"
    if not secret.exists():
        secret.write_text(secrets.token_urlsafe(40))
    env = {
        "SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(home / "superset_config.py"),
        "FLASK_APP": "superset.app:create_app()",
        "BENCH_SECRET": secret.read_text(),
    }
    if not (home / "ready").exists():
        say("setting Superset up")
        first_time(bin_, env)
        (home / "ready").touch()
    port = town.port + 2
    command = [str(bin_ / "gunicorn"), "-w", "2", "-k", "gthread", "--threads", "8", "--timeout", "600"]
    command += ["-b", f"127.0.0.1:{port}", "superset.app:create_app()"]
    with served(command, port, home, town.log("superset"), "/health", **env) as server:
        yield server, dashboard(Api(server.address, secret.read_text()), town.store)


def first_time(bin_: Path, env: dict[str, str]) -> None:
    admin = ["--username", USER, "--firstname", "b", "--lastname", "b", "--email", "b@example.org"]
    for words in (
        ["db", "upgrade"],
        ["fab", "create-admin", *admin, "--password", env["BENCH_SECRET"]],
        ["init"],
    ):
        done = subprocess.run(
            [bin_ / "superset", *words], env=os.environ | env, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"superset {words[0]}: {done.stderr[-600:]}")


class Api:
    def __init__(self, address: str, password: str):
        self.address, self.password, self.token = address, password, ""
        said = {"username": USER, "password": password, "provider": "db"}
        self.token = self.post("security/login", said)["access_token"]

    def post(self, path: str, said: dict) -> dict:
        return self._ask("POST", path, said)

    def put(self, path: str, said: dict) -> dict:
        return self._ask("PUT", path, said)

    def get(self, path: str) -> dict:
        return self._ask("GET", path, None)

    def _ask(self, method: str, path: str, said: dict | None) -> dict:
        request = urllib.request.Request(
            f"{self.address}/api/v1/{path}",
            data=None if said is None else json.dumps(said).encode(),
            method=method,
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise RuntimeError(f"{method} {path}: {refusal.code} {refusal.read()[:600]!r}") from None


def dashboard(api: Api, store: Path) -> str:
    """The dashboard over `store`; made anew for another store."""
    slug = f"bench-{store.stem}"
    with contextlib.suppress(RuntimeError):
        return f"/superset/dashboard/{api.get(f'dashboard/{slug}')['result']['id']}/?standalone=0"
    database = api.post("database/", {
        "database_name": slug, "sqlalchemy_uri": f"duckdb:///{store}?access_mode=read_only", "expose_in_sqllab": True,
    })["id"]  # fmt: skip
    sets = {
        name: api.post("dataset/", {"database": database, "schema": "main", "table_name": f"{name}-{slug}", "sql": sql})["id"]
        for name, sql in (("people", PEOPLE), ("contacts", CONTACTS))
    }  # fmt: skip
    board = api.post("dashboard/", {"dashboard_title": slug, "slug": slug, "published": True})["id"]
    charts = [chart(api, sets[on], board, title, kind, shows) for title, on, kind, shows in CHARTS]
    said = {
        "position_json": json.dumps(layout(charts)),
        "json_metadata": json.dumps(metadata(sets["people"], charts)),
    }
    api.put(f"dashboard/{board}", said)
    return f"/superset/dashboard/{board}/"


def chart(api: Api, dataset: int, board: int, title: str, kind: str, shows: dict) -> int:
    params = {
        "datasource": f"{dataset}__table",
        "viz_type": kind,
        "adhoc_filters": [],
        "row_limit": 1000,
    } | shows
    if kind == BAR:
        params |= {
            "orientation": "vertical",
            "x_axis_sort_asc": True,
            "truncateXAxis": False,
            "show_legend": True,
        }
    return api.post("chart/", {
        "slice_name": title, "viz_type": kind, "datasource_id": dataset, "datasource_type": "table",
        "params": json.dumps(params), "dashboards": [board],
    })["id"]  # fmt: skip


def layout(charts: list[int]) -> dict:
    """Two charts a row, the list below."""
    rows = [charts[at : at + 2] for at in range(0, len(charts), 2)]
    found: dict = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "parents": ["ROOT_ID"], "children": [f"ROW-{n}" for n in range(len(rows))]},
    }  # fmt: skip
    for n, row in enumerate(rows):
        found[f"ROW-{n}"] = {
            "type": "ROW", "id": f"ROW-{n}", "parents": ["ROOT_ID", "GRID_ID"],
            "children": [f"CHART-{one}" for one in row], "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }  # fmt: skip
        for one in row:
            found[f"CHART-{one}"] = {
                "type": "CHART", "id": f"CHART-{one}", "children": [], "parents": ["ROOT_ID", "GRID_ID", f"ROW-{n}"],
                "meta": {"chartId": one, "width": 12 // len(row), "height": 50, "uuid": ""},
            }  # fmt: skip
    return found


def metadata(dataset: int, charts: list[int]) -> dict:
    """Two filters, of one value each, over all charts."""
    filters = [
        {
            "id": f"NATIVE_FILTER-{column}", "name": column, "filterType": "filter_select", "type": "NATIVE_FILTER",
            "targets": [{"datasetId": dataset, "column": {"name": column}}],
            "controlValues": {"multiSelect": False, "enableEmptyFilter": False, "inverseSelection": False, "searchAllOptions": False},
            "defaultDataMask": {"extraFormData": {}, "filterState": {}}, "cascadeParentIds": [],
            "scope": {"rootPath": ["ROOT_ID"], "excluded": []}, "chartsInScope": charts, "tabsInScope": [],
        }
        for column in ("group_id", "town")
    ]  # fmt: skip
    return {"native_filter_configuration": filters, "chart_configuration": {}, "cross_filters_enabled": False}


class Board:
    """The dashboard in Chromium. Its filters apply at the press of a button: from there the time runs."""

    def __init__(self, server: Server, path: str, browser: Browser, where: Places, password: str):
        self.url, self.browser, self.where = server.address + path, browser, where
        self.groups = list(load().groups)
        self.page = new_page(browser)
        self.page.goto(f"{server.address}/login/")
        self.page.locator("input[type=text], #username").first.fill(USER)
        self.page.locator("input[type=password]").fill(password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/login" not in url)
        self.cookies = self.page.context.cookies()
        self.first = opened(self.page, self.url, "superset")

    def cold(self, run: int) -> float:
        page = new_page(self.browser)
        page.context.add_cookies(self.cookies)
        took = opened(page, self.url, "superset")
        page.context.close()
        return took

    def group(self, run: int) -> float:
        return self._filter(0, self.groups[run % len(self.groups)])

    def unit(self, run: int) -> float:
        towns = self.where.paths["town"]
        return self._filter(1, towns[run % len(towns)].rpartition("/")[2])

    def _filter(self, place: int, value: str) -> float:
        box = self.page.locator("[data-test=form-item-value] .ant-select").nth(place)
        box.click()
        self.page.keyboard.type(value)
        self.page.locator(f".ant-select-item-option[title='{value}']:visible").first.click()
        apply = self.page.locator("[data-test=filter-bar__apply-button]")
        return timed(self.page, apply.click, "superset")
