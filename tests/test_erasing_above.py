"""Erasing somebody of whom units above theirs write (the town, a pupil's school), and other units in their texts."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from care import retention, whom
from care.definitions import load
from care.ledgers import batches, kept
from tests.ledgers import EAST, TOWN, id_no, xlsx
from tests.small_office import opened, take_in
from tests.test_erasing import everything_in

NAME, ID, OTHER = "赵一平", id_no(0), id_no(1)
SCHOOL = "青溪中心小学"
UNITS = [
    ["单位名称", "单位类型", "上级单位"],
    [TOWN, "镇", ""],
    ["河东村", "村", TOWN],
    ["河西村", "村", TOWN],
    [SCHOOL, "学校", TOWN],
    ["三年级1班", "班级", SCHOOL],
]
VISITS = ["村", "姓名", "走访时间", "走访人姓名", "走访内容"]
ACTIVITIES = ["举办单位", "活动主题", "活动时间", "参加人数", "活动内容", "组织者"]


def office(folder: Path, *others: list) -> Path:
    """The person in a village and a class, whom the town and the school write of; `others` are on the roll, too."""
    rows = [*others, ["河西村", "钱二喜", id_no(2), "", ""], ["河东村", NAME, ID, SCHOOL, "三年级1班"]]
    roll = [["留守儿童花名册"], ["村", "姓名", "身份证号", "学校", "班级"], *rows]
    held = [
        [TOWN, f"慰问{NAME}", date(2026, 1, 11), 3, f"镇领导到{NAME}家慰问", "陈超"],
        [SCHOOL, "主题班会", date(2026, 1, 12), 30, f"{NAME}发言", "陈超"],
    ]
    places = ["单位", "重点部位", "检查类别", "检查日期", "检查人", "发现隐患", "采取措施"]
    safety = [TOWN, f"{NAME}家中", "取暖用火", date(2026, 1, 5), "周丽", "炭盆取暖", f"已告知{NAME}"]
    told = take_in(
        folder,
        ("单位.xlsx", xlsx(("单位", UNITS))),
        ("名册.xlsx", xlsx(("花名册", roll))),
        ("活动.xlsx", xlsx(("活动", [["关爱活动台账"], ACTIVITIES, *held]))),
        ("检查.xlsx", xlsx(("检查", [["冬季安全检查台账"], places, safety]))),
        ("走访.xlsx", visits([TOWN, NAME, date(2026, 1, 16), "镇干部", f"{NAME}家有困难"])),
    )
    assert {one.status for one in told} == {"taken"}
    return folder


def visits(*rows: list) -> bytes:
    return xlsx(("走访", [VISITS, *rows]))


def erase(folder: Path) -> dict:
    return retention.erase(folder, load(), whom.find(folder, opened(folder), ID), "test", "request")


def rows_of(folder: Path) -> list[dict]:
    return [row for one in batches.in_force(folder) for row in kept.rows(folder, one["batch_id"]).to_pylist()]


def named(folder: Path) -> list[str]:
    """Units of rows that hold the name, and of originals and records their paths."""
    rows = [row.get("unit_id") for row in rows_of(folder) if NAME in str(row)]
    files = [
        path for path, text in everything_in(folder).items() if NAME in text and not path.endswith(".parquet")
    ]
    return sorted(rows) + files


def test_what_the_town_and_the_school_wrote_goes_too_and_does_not_come_in_again(tmp_path):
    office(tmp_path / "live")
    old = Path(shutil.copytree(tmp_path / "live", tmp_path / "old"))
    done = erase(tmp_path / "live")
    assert (done["rows"], done["originals"], done["doubtful"]) == (2, 4, 0)
    assert named(tmp_path / "live") == []
    (report,) = take_in(
        tmp_path / "live", ("再来.xlsx", visits([TOWN, NAME, date(2026, 1, 18), "镇干部", "在家"]))
    )
    assert (report.facts, [one.code for one in report.problems]) == (0, ["erased_left_out"])
    retention.again(old, load(), tmp_path / "live", "test")
    assert named(old) == []


NAMESAKES = {
    "on the roll": ["河西村", NAME, OTHER, "", ""],
    "without a number": ["河西村", NAME, "", "", ""],
}


@pytest.mark.parametrize("other", NAMESAKES.values(), ids=NAMESAKES)
def test_where_a_namesake_lives_below_the_town_its_rows_stay_and_are_counted(tmp_path, other):
    office(tmp_path, other)
    done = erase(tmp_path)
    assert (done["rows"], done["doubtful"]) == (1, 3)  # the school's is surely theirs
    rows = [one for one in named(tmp_path) if not one.startswith("batches/")]
    assert rows == [*[TOWN] * 3, f"{TOWN}/河西村"]
    (report,) = take_in(tmp_path, ("再来.xlsx", visits([TOWN, NAME, date(2026, 1, 18), "镇干部", "在家"])))
    assert report.facts == 1


def test_somebody_of_the_staff_may_be_called_so(tmp_path):
    office(tmp_path)
    held = [TOWN, "敬老", date(2026, 1, 20), 9, "包饺子", f"周丽、{NAME}"]
    take_in(tmp_path, ("镇活动.xlsx", xlsx(("活动", [["关爱活动台账"], ACTIVITIES, held]))))
    done = erase(tmp_path)
    assert (done["rows"], done["doubtful"]) == (1, 4)
    assert set(named(tmp_path)) >= {TOWN} and EAST not in named(tmp_path)


MENTIONED = {
    f"与河东村{NAME}是同学，常去{NAME}家": ("与河东村某人是同学，常去某人家", 0),
    f"与{NAME}（河东村）是同学": ("与某人（河东村）是同学", 0),
    f"与{NAME}是同学。去了河东村": (f"与{NAME}是同学。去了河东村", 1),
    f"走访河东村，{NAME}在场": (f"走访河东村，{NAME}在场", 1),
    f"与三年级1班{NAME}是同学": ("与三年级1班某人是同学", 0),
}


@pytest.mark.parametrize("said", MENTIONED)
def test_a_text_of_another_village_loses_the_name_where_it_says_of_what_unit(tmp_path, said):
    office(tmp_path)
    take_in(tmp_path, ("西走访.xlsx", visits(["河西村", "钱二喜", date(2026, 1, 17), "帮扶钱", said])))
    done = erase(tmp_path)
    left = [
        row["contact_text"]
        for row in rows_of(tmp_path)
        if row.get("name") == "钱二喜" and row.get("contact_text")
    ]
    assert (left, done["doubtful"]) == ([MENTIONED[said][0]], MENTIONED[said][1])
    assert bool(named(tmp_path)) == bool(MENTIONED[said][1])


def test_a_class_that_many_schools_have_tells_nobody():
    from care import namesakes
    from care.traces import Person

    units = {f"{TOWN}/{school}/三年级1班" for school in ("东小学", "西小学")}
    person = Person(names=(NAME,), places=(f"{TOWN}/东小学/三年级1班",), above=(f"{TOWN}/东小学",))
    assert namesakes.beside(units, person) == ("东小学",)


def test_a_namesake_of_the_village_that_a_text_is_of_is_meant_there(tmp_path):
    office(tmp_path, ["河西村", NAME, OTHER, "", ""])
    of_another = ["河西村", "钱二喜", date(2026, 1, 17), "帮扶钱", f"与{NAME}是同学"]
    own = ["河西村", NAME, date(2026, 1, 18), "帮扶赵", f"送河东村来的{NAME}回家"]
    take_in(tmp_path, ("西走访.xlsx", visits(of_another, own)))
    before = named(tmp_path).count(f"{TOWN}/河西村")
    assert erase(tmp_path)["doubtful"] == 3  # the town's
    assert [row["contact_text"] for row in rows_of(tmp_path) if row.get("contact_text")][-2:] == [
        of_another[-1],
        own[-1],
    ]
    assert named(tmp_path).count(f"{TOWN}/河西村") == before == 3


def test_somebody_else_of_that_name_who_comes_later_has_their_rows(tmp_path):
    folder = office(tmp_path / "live")
    erase(folder)
    of_town = visits([TOWN, NAME, date(2026, 1, 4), "镇干部", "在家"])
    assert take_in(folder, ("镇走访.xlsx", of_town))[0].facts == 0
    head = ["村", "姓名", "身份证号", "学校", "班级"]
    take_in(folder, ("新.xlsx", xlsx(("册", [["留守儿童花名册"], head, ["河西村", NAME, id_no(7), "", ""]]))))
    assert take_in(folder, ("镇走访2.xlsx", of_town))[0].facts == 1
    of_east = visits(["河东村", NAME, date(2026, 1, 4), "村干部", "在家"])
    assert take_in(folder, ("东走访.xlsx", of_east))[0].facts == 0  # nobody so called lives there


def test_another_unit_s_own_child_is_not_meant_where_a_place_stands_further_before(tmp_path):
    folder = office(tmp_path / "live", ["河西村", NAME, OTHER, "", ""])
    seen = f"随河东村孙老师去看{NAME}"
    take_in(folder, ("西走访.xlsx", visits(["河西村", "钱二喜", date(2026, 1, 4), "孙老师", seen])))
    erase(folder)
    assert seen in [one.get("contact_text") for one in rows_of(folder)]
