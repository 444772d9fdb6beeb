"""A dry run says what would change: new, changed how, unchanged, vanished."""

import random
from datetime import date

import pyarrow as pa
import pyarrow.compute as compute
import pytest
from pyarrow import parquet

from care.definitions import load
from care.ledgers import batches, siding
from care.ledgers.comparing import compare
from care.ledgers.importing import import_file
from tests import random_town
from tests.ledgers import EAST, TODAY, UNITS, WEST, id_no, xlsx
from tests.making import batch

HEADER = ["姓名", "身份证号", "联系电话", "住址", "村民小组"]


def roll(*people: list, village: str = "河东村", group: str = "留守儿童", day: str = "2026-01-05") -> bytes:
    title = [[f"{village}{group}花名册"], [f"填报单位：{village}", "", f"填报日期：{day}"]]
    return xlsx(("花名册", [*title, HEADER, *people]))


def person(
    n: int, name: str, phone: str = "13800000000", address: str = "一组12号", team: str = "1组"
) -> list:
    return [name, id_no(n) if n else "", phone, address, team]


@pytest.fixture
def take(tmp_path):
    def take(data: bytes, dry_run: bool = False, name: str = "花名册.xlsx", **options):
        report = import_file(tmp_path, name, data, load(), UNITS, "test", dry_run, today=TODAY, **options)
        assert report.status in ("taken", "dry_run"), report
        return report

    return take


def counts(report) -> tuple:
    return tuple(report.counts[what] for what in ("new", "changed", "unchanged", "vanished"))


def test_the_next_ledger_of_a_village_is_compared_with_its_last(take):
    assert counts(take(roll(person(1, "张一"), person(2, "张二"), person(3, "张三")))) == (3, 0, 0, 0)
    data = roll(
        person(1, "张一"), person(2, "张二", phone="13900000000"), person(4, "张四"), day="2026-01-15"
    )
    report = take(data, dry_run=True)
    assert counts(report) == (1, 1, 1, 1)
    told = {(one["what"], one["name"]): one for one in report.changes}
    assert told["new", "张四"]["row"] == 6
    assert told["new", "张四"]["unit_id"] == EAST
    assert told["changed", "张二"]["fields"] == [
        {"field": "phone", "before": "138****0000", "after": "139****0000"}
    ]
    assert told["vanished", "张三"]["batch_id"]
    assert len(told) == 3


def test_a_dry_run_compares_and_changes_nothing(take):
    data = roll(person(1, "张一"))
    assert counts(take(data, dry_run=True)) == counts(take(data, dry_run=True)) == (1, 0, 0, 0)


def test_other_villages_and_groups_are_left_out(take):
    take(roll(person(1, "张一"), person(2, "张二")))
    take(roll(person(3, "李三"), village="河西村"))
    take(roll(person(4, "王四"), group="独居老人"))
    report = take(roll(person(1, "张一"), person(2, "张二"), day="2026-01-15"), dry_run=True)
    assert counts(report) == (0, 0, 2, 0)
    report = take(roll(person(1, "张一"), group="独居老人", day="2026-01-15"), dry_run=True)
    assert counts(report) == (1, 0, 0, 1)  # new among the elderly though known among the children


def test_a_person_is_known_again_without_an_id(take):
    take(roll(person(1, "张一"), person(0, "张二"), person(0, "张三", team="2组")))
    report = take(
        roll(person(0, "张一"), person(2, "张二"), person(0, "张三", team="3组"), day="2026-01-15"),
        dry_run=True,
    )
    told = {
        one["name"]: [field["field"] for field in one["fields"]]
        for one in report.changes
        if one["what"] == "changed"
    }
    assert told == {"张一": ["id_no"], "张二": ["id_no"]}
    assert counts(report) == (1, 2, 0, 1)  # another team is another 张三: nobody is merged on a guess


def test_somebody_who_moved_is_changed_not_new(take):
    take(roll(person(1, "张一"), person(2, "张二")))
    report = take(roll(person(1, "张一"), village="河西村", day="2026-01-15"), dry_run=True)
    assert counts(report) == (0, 1, 0, 0)
    fields = {one["field"]: (one["before"], one["after"]) for one in report.changes[0]["fields"]}
    assert fields == {"unit_id": (EAST, WEST)}


def test_a_column_that_the_earlier_ledger_lacked_is_no_change(take):
    short = xlsx(("花名册", [["河东村留守儿童花名册"], HEADER[:2], person(1, "张一")[:2]]))
    take(short)
    assert counts(take(roll(person(1, "张一"), day="2026-01-15"), dry_run=True)) == (0, 0, 1, 0)


def test_the_ledger_of_the_same_columns_is_the_one_to_compare_with(take):
    take(roll(person(1, "张一", address="一组12号")))
    other = [
        ["河东村留守儿童名单"],
        ["姓名", "身份证号", "家庭住址"],
        ["张一", id_no(1), "青溪镇河东村一组十二号"],
    ]
    take(xlsx(("名单", other)))
    assert counts(take(roll(person(1, "张一", address="一组12号"), day="2026-01-15"), dry_run=True)) == (
        0,
        0,
        1,
        0,
    )


def test_whoever_left_is_not_listed_as_vanished_again(take):
    take(roll(person(1, "张一"), person(2, "张二")))
    left = [
        ["河东村留守儿童退出人员花名册"],
        ["填报日期：2026-01-06"],
        ["姓名", "身份证号", "退出日期"],
        ["张二", id_no(2), "2026-01-06"],
    ]
    take(xlsx(("退出", left)))
    assert counts(take(roll(person(1, "张一"), day="2026-01-15"), dry_run=True)) == (0, 0, 1, 0)
    assert counts(take(roll(person(1, "张一"), person(2, "张二"), day="2026-01-15"), dry_run=True)) == (
        1,
        0,
        1,
        0,
    )


def test_a_list_of_a_few_changes_makes_nobody_vanish(take):
    many = [
        person(n, f"张{'甲乙丙丁戊己庚辛壬癸'[n // 10]}{'一二三四五六七八九十'[n % 10]}") for n in range(40)
    ]
    take(roll(*many))
    few = roll(*many[:2], day="2026-01-15")
    assert counts(take(few, dry_run=True)) == (0, 0, 2, 0)
    assert counts(take(few, dry_run=True, complete=True)) == (0, 0, 2, 38)


def test_visits_are_told_apart_by_day_and_kind(take):
    def log(*visits):
        return xlsx(
            (
                "走访",
                [
                    ["河东村2026年1月走访台账"],
                    ["走访日期", "走访对象姓名", "走访方式", "走访人", "走访内容"],
                    *visits,
                ],
            )
        )

    first = [
        ["2026-01-02", "张一", "入户", "王干部", "好"],
        ["2026-01-03", "张二", "电话", "王干部", "好"],
        ["2026-01-08", "张一", "入户", "王干部", "好"],
    ]
    take(log(*first), name="走访.xlsx")
    again = [
        first[0],
        ["2026-01-08", "张一", "入户", "王干部", "感冒"],
        ["2026-01-12", "张二", "入户", "王干部", "好"],
    ]
    assert counts(take(log(*again), dry_run=True, name="走访.xlsx")) == (1, 1, 1, 1)
    february = [["2026-01-19", "张一", "入户", "王干部", "好"]]
    assert counts(take(log(*february), dry_run=True, name="走访.xlsx")) == (
        1,
        0,
        0,
        0,
    )  # other days: nothing vanished


def test_relief_is_compared_within_its_item(tmp_path):
    def rows(*people, item="winter_living"):
        return [
            {"name": name, "unit_id": EAST, "relief_item": item, "cash": cash, "paid_on": date(2026, 1, 5)}
            for name, cash in people
        ]

    batch(tmp_path, "a", "relief", rows(("张一", 100), ("张二", 200)), date(2026, 1, 5))
    batch(tmp_path, "b", "relief", rows(("张一", 300), item="condolence"), date(2026, 1, 6))
    plain = {"kind": "relief", "sheet": "1", "class_unit_id": None, "ledger_on": date(2026, 1, 9)}
    fresh = [
        plain | one | {"row_id": at, "row_no": at}
        for at, one in enumerate(rows(("张一", 150), ("张三", 100)))
    ]
    assert compare(tmp_path, pa.Table.from_pylist(fresh)).counts == {
        "new": 1,
        "changed": 1,
        "unchanged": 0,
        "vanished": 1,
    }


def test_a_hundred_thousand_rows_are_all_compared(tmp_path):
    def rows(shift: int) -> pa.Table:
        n = 100_000
        ids = pa.array([f"11010519{k:06d}{k % 10_000:04d}" for k in range(shift, n + shift)])
        plain = {
            "kind": "roster",
            "sheet": "1",
            "unit_id": EAST,
            "class_unit_id": None,
            "groups": "elderly_alone",
            "ledger_on": date(2026, 1, 1),
        }
        columns = {name: pa.array([value] * n) for name, value in plain.items()}
        columns |= {
            "row_id": pa.array(range(n), pa.int32()),
            "row_no": pa.array(range(n), pa.int32()),
            "id_no": ids,
            "name": ids,
        }
        columns |= {
            f"{name}": pa.array([f"{name}{k % 97}" for k in range(n)])
            for name in ("address", "phone", "health", "note", "team", "schooling")
        }
        return pa.table(columns)

    import pyarrow.parquet as parquet

    batch(tmp_path, "a", "roster", [{"name": "x"}], date(2026, 1, 1))
    parquet.write_table(rows(0), tmp_path / "batches" / "a" / "rows.parquet")
    fresh = rows(1_000)
    found = compare(tmp_path, fresh)
    assert found.counts["new"] == found.counts["vanished"] == 1_000
    assert found.counts["changed"] + found.counts["unchanged"] == 99_000


@pytest.mark.parametrize("seed", range(4))
def test_looking_at_what_can_bear_on_a_ledger_of_visits_finds_what_looking_at_all_finds(
    seed, tmp_path, monkeypatch
):
    random_town.write(tmp_path, seed)
    (batch_id,) = [one["batch_id"] for one in batches.in_force(tmp_path) if "contacts" in one["kinds"]]
    rows = parquet.read_table(tmp_path / "batches" / batch_id / "rows.parquet")
    visits = rows.filter(compute.equal(rows["kind"], "contacts"))
    rng = random.Random(seed)
    for share in (1.0, 0.5, 0.1):
        some = visits.take([n for n in range(visits.num_rows) if rng.random() < share] or [0])
        near = compare(tmp_path, some)
        with monkeypatch.context() as patched:
            patched.setattr(siding, "_near", lambda *_: "true")
            assert compare(tmp_path, some) == near
        assert near.counts["unchanged"] > 0
