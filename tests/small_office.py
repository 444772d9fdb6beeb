"""A small office that has used everything once: for backups, sealed directories, erasing and killing.

Two villages, twelve people, helpers and visits; one ledger undone, an answer and a decision remembered, a note, a
passage, a finding, a mark, a spot check with a result, a template of its own.
"""

from datetime import date
from pathlib import Path

from care import matching, notes, office, passages, vault
from care.definitions import load
from care.inspection import findings, marks, results, spot_checks
from care.inspection.frame import Wish, frame
from care.ledgers import remembered
from care.store import EVERYTHING, Store
from tests.ledgers import EAST, TODAY, TOWN, id_no, xlsx

UNITS = xlsx(
    (
        "单位",
        [
            ["单位名称", "单位类型", "上级单位"],
            [TOWN, "镇", ""],
            ["河东村", "村", TOWN],
            ["河西村", "村", TOWN],
        ],
    )
)
NAMES = [
    "赵一平",
    "钱二喜",
    "孙三立",
    "李四维",
    "周五常",
    "吴六和",
    "郑七巧",
    "王八达",
    "冯九思",
    "陈十全",
    "褚百里",
    "卫千山",
]
PHONE = "13900010{:03d}"
HEADINGS = [
    "村",
    "姓名",
    "身份证号",
    "联系电话",
    "监护人姓名",
    "监护人联系电话",
    "结对帮扶责任人",
    "帮扶人手机号",
    "备注",
]


def roll(names: list[str], first: int = 0) -> bytes:
    """A roll of left-behind children with guardians and helpers."""
    rows = [
        [
            "河东村" if n % 2 == 0 else "河西村", name, id_no(n, "20150612"), PHONE.format(n),
            f"{name[0]}父", PHONE.format(500 + n), f"帮扶{name[0]}", PHONE.format(800 + n), "",
        ]
        for n, name in enumerate(names, first)
    ]  # fmt: skip
    return xlsx(("花名册", [["留守儿童花名册"], HEADINGS, *rows]))


VISITS = xlsx(
    (
        "走访",
        [
            ["村", "姓名", "走访时间", "走访人姓名", "走访内容"],
            ["河东村", NAMES[0], date(2026, 1, 12), "帮扶赵", f"与{NAMES[0]}和{NAMES[2]}谈心"],
            ["河东村", NAMES[2], date(2026, 1, 13), "帮扶孙", "一切都好"],
            ["河西村", NAMES[1], date(2026, 1, 14), "帮扶钱", "一切都好"],
        ],
    )
)


def take_in(folder: Path, *files: tuple[str, bytes], **how):
    return office.take_in(folder, list(files), load(), "test", today=TODAY, **how)


def opened(folder: Path) -> Store:
    return office.current(folder, load())


def person_id(folder: Path, name: str) -> int:
    (found,) = opened(folder).query(
        EVERYTHING, "select person_id from people where name = $name", {"name": name}
    )["person_id"]
    return int(found)


def small_office(folder: Path) -> Path:
    """Write the office into `folder`."""
    told = take_in(
        folder, ("单位.xlsx", UNITS), ("花名册.xlsx", roll(NAMES)), ("走访.xlsx", VISITS),
        ("多余.xlsx", roll(["多余人"], 90)),
    )  # fmt: skip
    assert [one.status for one in told] == ["taken"] * 4
    office.undo(folder, load(), told[3].batch_id, "test", "误传")
    remembered.remember_answers(folder, {"unit:东边村": EAST}, "test")
    first, other = person_id(folder, NAMES[0]), person_id(folder, NAMES[1])
    matching.decide(folder, first, other, False, "test")
    office.refresh(folder, load())
    notes.leave(folder, notes.Figure("pairing_coverage", EAST), TODAY, f"{NAMES[0]}已联系", "test")
    passages.write(folder, TOWN, "zh", "steps", "下一步继续走访。", "test")
    wanted = [
        findings.Wanted("gap|pairing_coverage|", EAST, "unpaired", date(2026, 2, 5), first),
        findings.Wanted("own", EAST, f"补签{NAMES[0]}的监护责任书", date(2026, 2, 5)),
    ]
    findings.open_findings(folder, wanted, "test")
    findings.step(folder, 1, "mended", f"{NAMES[0]}已结对", "test")
    marks.mark(folder, "V4", f"{first}|2026-01-12", "explained", f"{NAMES[0]}家已核", "test")
    sample, whole = drawn(folder)
    spot_checks.save(folder, sample, whole.rows, "test")
    found = results.Result({"roll": "true"}, f"{NAMES[0]}在家", "test")
    results.record(folder, sample, {one.number: found for one in sample.doors}, "phone")
    own = folder / "templates"
    vault.put(own / "own.zh.docx", b"an office's own template")
    return folder


def drawn(folder: Path):
    """A spot check of six doors, and its frame."""
    store, wish = opened(folder), Wish((), (), TODAY)
    whole = frame(store, EVERYTHING, load(), wish)
    return spot_checks.new(store, EVERYTHING, load(), wish, whole, 6, "dice"), whole


def figures(folder: Path) -> dict[str, int]:
    """What the office's store says, in a few numbers."""
    counts = {
        "people": "select count(*) from people",
        "paired": "select count(distinct person_id) from pairings",
        "visits": "select count(*) from contacts",
        "units": "select count(*) from units",
    }
    store = opened(folder)
    return {name: int(store.query(EVERYTHING, sql).iat[0, 0]) for name, sql in counts.items()}
