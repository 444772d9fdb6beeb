"""A hand-worked town as of Tuesday 20 January 2026: each person is one case. What must come out of it is
tests/expected/<indicator>.csv, worked by hand from the rules, not copied from a run.

Last closed periods on that day: week 12–18 Jan, month and school month December, term 1 Sep – 16 Jan, year 2025.
"""

from datetime import date
from pathlib import Path

from care.store import Store
from tests.ledgers import id_no
from tests.making import batch, built

AS_OF = date(2026, 1, 20)
TOWN, EAST, WEST = "青溪镇", "青溪镇/河东村", "青溪镇/河西村"
SCHOOL, CLASS = "青溪镇/中心小学", "青溪镇/中心小学/一年级1班"


def d(text: str) -> date:
    return date.fromisoformat(text)


UNITS = [
    {"unit_id": TOWN, "unit_name": "青溪镇", "unit_kind": "town", "responsible_name": "镇长"},
    {"unit_id": EAST, "unit_name": "河东村", "unit_kind": "village", "responsible_name": "东主任"},
    {"unit_id": WEST, "unit_name": "河西村", "unit_kind": "village", "responsible_name": "西主任"},
    {"unit_id": SCHOOL, "unit_name": "中心小学", "unit_kind": "school", "responsible_name": "校长"},
]

PUPIL = {
    "unit_id": EAST,
    "class_unit_id": CLASS,
    "groups": "left_behind_children",
    "since": d("2024-03-01"),
    "gender": "female",
    "birth_date": d("2016-05-01"),
}
# What a file asks for beside ID, sex, birth and class; the address has no number, so that it makes no household.
FILE = {
    "address": "河东村一组",
    "health": "健康",
    "guardian_name": "奶奶",
    "guardian_relation": "祖孙",
    "guardian_phone": "16000000001",
    "file_life": "按时吃饭",
    "file_mind": "开朗",
    "file_safety": "无隐患",
}
ROSTER = [
    {**PUPIL, **FILE, "name": "甲全", "id_no": id_no(2, "20160501")},  # every duty done
    {**PUPIL, "name": "乙迟"},  # visit and talk missed in December, talk made up since
    {**PUPIL, "name": "丙假"},  # home visit missing
    # paired, helper never came; the file is complete and a year old; disabled
    {**PUPIL, **FILE, "name": "丁静", "id_no": id_no(4, "20160501"), "disability_level": 3},
    # 79 until tomorrow: the monthly rule; a visit on 31 December is enough
    {
        "name": "戊将",
        "unit_id": EAST,
        "groups": "elderly_alone",
        "gender": "male",
        "birth_date": d("1946-01-21"),
    },
    # 80 today: the weekly rule; nothing last week, made up on Monday by telephone, which counts
    {
        "name": "己今",
        "unit_id": EAST,
        "groups": "elderly_alone",
        "gender": "male",
        "birth_date": d("1946-01-20"),
    },
    # telephone does not count for extreme hardship at home
    {"name": "庚话", "unit_id": EAST, "groups": "hardship_home", "head_name": "庚话", "team": "1组"},
    # yearly and monthly rule at once: monthly holds
    {
        "name": "辛严",
        "unit_id": WEST,
        "groups": "hardship_home,minimum_living",
        "head_name": "辛严",
        "household_size": 2,
    },
    {
        "name": "壬同",
        "unit_id": WEST,
        "groups": "minimum_living",
        "head_name": "辛严",
    },  # same household; yearly, done
    {
        "name": "癸新",
        "unit_id": WEST,
        "groups": "left_behind_children",
        "since": d("2025-12-15"),
    },  # new; no pupil here
    {
        "name": "子病",
        "unit_id": WEST,
        "groups": "elderly_left_behind",
        "away_from": d("2025-12-20"),
        "away_to": d("2026-01-10"),
        "away_reason": "hospital",
    },
    {
        "name": "丑走",
        "unit_id": WEST,
        "groups": "elderly_alone",
        "left_on": d("2025-12-31"),
        "left_reason": "moved",
    },
    {"name": "寅故", "unit_id": WEST, "groups": "elderly_alone", "died_on": d("2026-01-02")},
    {
        "name": "卯红",
        "unit_id": WEST,
        "groups": "children_in_difficulty",
        "risk": "red",
        "since": d("2025-01-01"),
    },  # weekly
    {"name": "辰老", "unit_id": WEST, "groups": "party_veterans"},  # a group without any rule
]

# A second roster of December: files brought up to date, guardianship letters, contact cards.
FILES = [
    {
        "name": "甲全",
        "id_no": id_no(2, "20160501"),
        "unit_id": EAST,
        "class_unit_id": CLASS,
        "letter_on": d("2025-09-05"),
        "letter_until": d("2026-07-10"),
        "contact_card": True,
    },
    {
        **FILE,
        "name": "乙迟",
        "unit_id": EAST,
        "class_unit_id": CLASS,
        "letter_on": d("2024-09-05"),
        "letter_until": d("2025-07-10"),
        "contact_card": False,
    },
    {"name": "癸新", "unit_id": WEST, "guardian_name": "爷爷"},
]

FACILITIES = [
    {
        "unit_id": EAST,
        "facility_name": "河东之家",
        "facility_open": True,
        "facility_phone": "7612345",
        "facility_teacher": "甲一、乙二",
    },
    {"unit_id": WEST, "facility_name": "河西之家", "facility_open": False, "facility_teacher": "丙三"},
]

ACTIVITIES = [
    {
        "class_unit_id": SCHOOL,
        "activity_kind": "monthly_activity",
        "activity_title": "联欢会",
        "activity_planned_on": d("2025-12-20"),
        "activity_on": d("2025-12-22"),
        "activity_reached": 90,
    },
    {
        "class_unit_id": SCHOOL,
        "activity_kind": "lecture",
        "activity_title": "安全讲座",
        "activity_planned_on": d("2025-11-12"),
    },
    {
        "class_unit_id": SCHOOL,
        "activity_kind": "lecture",
        "activity_title": "春季讲座",
        "activity_planned_on": d("2026-02-10"),
    },  # still to come
    {
        "class_unit_id": CLASS,
        "activity_kind": "class_meeting",
        "activity_title": "感恩",
        "activity_on": d("2025-12-03"),
    },
    {
        "unit_id": EAST,
        "activity_kind": "monthly_activity",
        "activity_title": "周末活动",
        "activity_planned_on": d("2025-12-15"),
        "activity_state": "cancelled",
    },
    {
        "class_unit_id": SCHOOL,
        "activity_kind": "counselling",
        "activity_title": "旧辅导",
        "activity_on": d("2025-05-05"),
    },  # longer ago than the indicator looks back
]

# Plans of the pupils of class 1: 甲全 all done; 乙迟 a stage overdue since 15 December, no content; 丁静 disabled, with a
# plan of two years ago; diaries of December (甲全) and October (乙迟).
PLANS = [
    {
        "name": "甲全",
        "plan_on": d("2025-09-10"),
        "plan_text": "每周辅导",
        "plan_stage": "一",
        "plan_due_on": d("2025-12-15"),
        "plan_done_on": d("2025-12-10"),
        "plan_by": "周老师",
        "diary_on": d("2025-12-20"),
    },
    {
        "name": "甲全",
        "plan_on": d("2025-09-10"),
        "plan_stage": "二",
        "plan_due_on": d("2026-03-01"),
        "plan_by": "周老师",
    },
    {
        "name": "乙迟",
        "plan_on": d("2025-09-11"),
        "plan_stage": "一",
        "plan_due_on": d("2025-12-15"),
        "plan_done_on": d("2026-01-25"),
        "diary_on": d("2025-10-09"),
    },
    {"name": "丁静", "plan_kind": "education_plan", "plan_on": d("2024-01-10"), "plan_text": "送教上门"},
]

# East village's clinic checked lately; the hall of the school long ago and with a fault; West village has no paper at all.
SAFETY = [
    {
        "unit_id": EAST,
        "safety_place": "卫生室",
        "safety_kind": "illness",
        "safety_on": d("2025-12-20"),
        "safety_fault": "无",
    },
    {
        "unit_id": EAST,
        "safety_place": "卫生室",
        "safety_kind": "illness",
        "safety_on": d("2025-11-20"),
        "safety_fault": "无口罩",
        "safety_fixed_on": d("2025-11-25"),
    },
    {
        "class_unit_id": SCHOOL,
        "safety_place": "礼堂",
        "safety_kind": "fire",
        "safety_on": d("2025-12-19"),
        "safety_by": "吴主任",
    },
    {
        "class_unit_id": SCHOOL,
        "safety_place": "食堂",
        "safety_kind": "food",
        "safety_on": d("2026-01-12"),
        "safety_fault": "无留样",
        "safety_due_on": d("2026-01-22"),
    },
]

RESPONSIBLES = [
    {"unit_id": TOWN, "answer_role": "leading_group", "answer_name": "张镇长", "answer_phone": "16000000002"},
    {"unit_id": EAST, "answer_role": "responsible", "answer_name": "孙书记", "answer_phone": "16000000003"},
    {"unit_id": WEST, "answer_role": "responsible", "answer_name": "李书记"},
]

PAIRING = [
    *(
        {
            "name": name,
            "unit_id": EAST,
            "helper_name": "王老师",
            "helper_kind": "teacher",
            "paired_on": d("2025-03-01"),
        }
        for name in ("甲全", "乙迟", "丙假", "丁静")
    ),
    {
        "name": "戊将",
        "unit_id": EAST,
        "helper_name": "赵干部",
        "helper_kind": "cadre",
        "paired_on": d("2025-01-10"),
        "unpaired_on": d("2025-11-30"),
    },
    {
        "name": "己今",
        "unit_id": EAST,
        "helper_name": "赵干部",
        "helper_kind": "cadre",
        "paired_on": d("2025-12-01"),
    },
    {
        "name": "辛严",
        "unit_id": WEST,
        "helper_name": "钱干部",
        "helper_kind": "cadre",
        "paired_on": d("2025-02-01"),
    },
    {
        "name": "壬同",
        "unit_id": WEST,
        "helper_name": "钱干部",
        "helper_kind": "cadre",
        "paired_on": d("2025-02-01"),
    },
    {
        "name": "寅故",
        "unit_id": WEST,
        "helper_name": "钱干部",
        "helper_kind": "cadre",
        "paired_on": d("2025-02-01"),
    },
]


def contact(name: str, unit: str, on: str, kind: str, by: str) -> dict:
    return {
        "name": name,
        "unit_id": unit,
        "contact_on": d(on),
        "contact_kind": kind,
        "contact_by": by,
        "contact_text": "家中情况良好",
    }


CONTACTS = [
    contact("甲全", EAST, "2024-12-20", "visit", "王老师"),  # the first day of the records
    contact("甲全", EAST, "2025-12-05", "visit", "王老师"),
    contact("甲全", EAST, "2025-12-10", "talk", "王老师"),
    contact("甲全", EAST, "2025-10-10", "home_visit", "王老师"),
    contact("乙迟", EAST, "2025-11-05", "visit", "王老师"),
    contact("乙迟", EAST, "2026-01-06", "talk", "王老师"),
    contact("乙迟", EAST, "2025-09-10", "home_visit", "王老师"),
    contact("丙假", EAST, "2025-12-01", "visit", "东主任"),
    contact("丙假", EAST, "2025-12-31", "talk", "王老师"),
    contact("丙假", EAST, "2025-05-10", "home_visit", "王老师"),
    contact("丁静", EAST, "2025-12-08", "visit", "东主任"),
    contact("丁静", EAST, "2025-12-08", "visit", "东主任"),  # told twice, counts once
    contact("丁静", EAST, "2025-12-09", "talk", "李老师"),
    contact("丁静", EAST, "2025-12-19", "home_visit", "李老师"),
    {**contact("丁静", EAST, "2026-01-18", "home_visit", "李老师"), "gift_books": 2},  # in the winter holiday
    contact("戊将", EAST, "2025-12-31", "visit", "东主任"),
    contact("己今", EAST, "2026-01-11", "visit", "东主任"),
    contact("己今", EAST, "2026-01-19", "phone", "赵干部"),
    contact("庚话", EAST, "2025-12-15", "phone", "东主任"),
    contact("辛严", WEST, "2025-11-30", "visit", "钱干部"),
    contact("壬同", WEST, "2025-06-30", "visit", "西主任"),
    contact("卯红", WEST, "2026-01-11", "visit", "西主任"),
    contact("卯红", WEST, "2026-01-14", "phone", "西主任"),
    contact("没有此人", WEST, "2026-01-15", "visit", "西主任"),  # on no roster: kept apart
]

RELIEF = [
    {
        "name": "庚话",
        "unit_id": EAST,
        "relief_item": "winter_living",
        "surveyed_on": d("2025-09-20"),
        "approved_on": d("2025-10-30"),
        "paid_on": d("2026-01-20"),
        "cash": 600.0,
    },
    {
        "name": "辛严",
        "unit_id": WEST,
        "relief_item": "winter_living",
        "surveyed_on": d("2025-09-21"),
        "approved_on": d("2025-10-30"),
        "cash": 800.0,
    },
    {
        "name": "外人",
        "unit_id": WEST,
        "relief_item": "winter_living",
        "surveyed_on": d("2025-09-22"),
        "paid_on": d("2026-01-21"),
        "cash": 500.0,
    },
    {
        "name": "拒绝",
        "unit_id": WEST,
        "relief_item": "winter_living",
        "surveyed_on": d("2025-09-22"),
        "refused_reason": "不符合条件",
    },
    {
        "name": "辛严",
        "unit_id": WEST,
        "relief_item": "condolence",
        "received_on": d("2026-01-10"),
        "cash": 300.0,
    },
    {"name": "辰老", "unit_id": WEST, "relief_item": "condolence"},
]

HOUSES = [
    {"name": "庚话", "unit_id": EAST, "house_grade": "D", "found_on": d("2025-10-01"), "lived_in": True},
    {
        "name": "辛严",
        "unit_id": WEST,
        "house_grade": "C",
        "found_on": d("2025-10-05"),
        "safe_on": d("2025-12-20"),
        "lived_in": True,
    },
    {
        "name": "外人",
        "unit_id": WEST,
        "house_grade": "C",
        "found_on": d("2025-12-01"),
        "remedy_started_on": d("2026-01-05"),
        "safe_on": d("2026-02-01"),
        "lived_in": False,
    },
    {"name": "壬房", "unit_id": WEST, "house_grade": "B", "found_on": d("2025-12-01"), "lived_in": True},
]


def write(folder: Path) -> None:
    batch(folder, "units", "units", UNITS, d("2025-01-01"))
    batch(folder, "roster", "roster", ROSTER, d("2025-01-01"))
    batch(folder, "pairing", "pairing", PAIRING, d("2025-03-01"))
    batch(folder, "contacts", "contacts", CONTACTS, d("2025-12-31"), covers_to=AS_OF)
    batch(folder, "relief", "relief", RELIEF, d("2025-11-01"))
    batch(folder, "houses", "houses", HOUSES, d("2025-12-01"))
    batch(folder, "files", "roster", FILES, d("2025-12-01"))
    batch(folder, "facilities", "facilities", FACILITIES, d("2025-11-15"))
    batch(folder, "activities", "activities", ACTIVITIES, d("2026-01-10"))
    batch(folder, "plans", "plans", [{"class_unit_id": CLASS, **one} for one in PLANS], d("2026-01-10"))
    batch(folder, "safety", "safety", SAFETY, d("2026-01-15"))
    batch(folder, "responsibles", "responsibles", RESPONSIBLES, d("2025-10-01"))


def worked_store(folder: Path) -> Store:
    write(folder)
    return built(folder)
