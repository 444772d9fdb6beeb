"""What a column's cells look like, from a sample: used to check a guessed heading and to guess a missing one."""

import re

ID = re.compile(r"^\d{15}(\d{2}[\dXx])?$")
PHONE = re.compile(r"^(\+?86)?(1[3-9]\d{9}|(0\d{2,3}-?)?\d{7,8}|1\d{2}\*{4}\d{4})(\.0)?$")
DAY = re.compile(
    r"^((19|20)\d{2}[-年./]\d{1,2}([-月./]\d{1,2}日?)?月?|(19|20)\d{6}|(19|20)\d{4}|\d{1,2}[月./]\d{1,2}日?|[34]\d{4})"
)
NUMBER = re.compile(r"^[¥￥]?-?[\d,]+(\.\d+)?[元人口床件套户岁]?$")
WHOLE = re.compile(r"^\d{1,4}[人口床件套岁年分钟]{0,2}$")
NAME = re.compile(r"^[\u3400-\u9fff·•]{2,4}$")
YES_NO = {
    "是",
    "否",
    "不是",
    "√",
    "✓",
    "✔",
    "×",
    "0",
    "1",
    "2",
    "有",
    "无",
    "y",
    "n",
    "Y",
    "N",
    "TRUE",
    "FALSE",
    "true",
    "false",
    "yes",
    "no",
    "是的",
    "—",
    "-",
    "/",
    "☑",
    "□",
    "(√)",
    "( √ )",
}
CLOCK = re.compile(
    r"^(?:上午|下午|早上?|晚上?|中午)?\s*\d{1,2}\s*[:：点时]\s*(?:\d{1,2}分?)?\s*(?:[-—~～至到].*)?$"
)
AMOUNT = re.compile(r"^[¥￥]?(3[2-9]|[4-9]\d|\d{3,}|\d{1,3}(,\d{3})+)(\.\d{1,2})?元?$|^[¥￥]?\d+(\.\d+)?元$")
VISITED = re.compile(
    r"^[√✓✔☑是有]$|(?:(?:19|20)\d{2}[年./-])?\d{1,2}[月./-]\d{1,2}|(走访|电话|入户|家访|上门)|^[×xX✗✘—/-]$|^(外出|在外|住院|不在|未|无)"
)
SURNAMES = set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文"
)

ADDRESS = re.compile(r"^.{0,20}(省|市|县|镇|乡|村|社区|街道).{0,20}(\d|组|号|村|路|街)")

CODE = re.compile(r".*\d")
SHAPES = {"code": CODE, "id": ID, "phone": PHONE, "date": DAY, "money": NUMBER, "int": WHOLE}


def share(values: list[str], pattern: re.Pattern) -> float:
    """The share of non-blank cells that fit; 0 when all are blank."""
    full = [value for value in (v.strip() for v in values) if value]
    return sum(1 for value in full if pattern.match(value.replace(" ", ""))) / len(full) if full else 0.0


def yes_no(values: list[str]) -> bool:
    full = {value.strip() for value in values} - {""}
    return bool(full) and len(full) <= 4 and full <= YES_NO


def person_names(values: list[str]) -> float:
    full = [value for value in (v.strip() for v in values) if value]
    return sum(1 for v in full if NAME.match(v) and v[0] in SURNAMES) / len(full) if full else 0.0


def contradicts(type_: str, values: list[str]) -> bool:
    """Cells that cannot be of this type, so that a guessed heading must be wrong."""
    pattern = SHAPES.get(type_)
    full = [value for value in values if value.strip()]
    if pattern is None or not full:
        return False
    return share(full, pattern) < (0.3 if len(full) >= 3 else 0.01)


def determined(keys: list[str], values: list[str]) -> float | None:
    """How far `keys` (helpers) determine `values` (telephones): share of keys seen twice with one value only."""
    seen: dict[str, set[str]] = {}
    times: dict[str, int] = {}
    for key, value in zip(keys, values, strict=True):
        if key.strip() and value.strip():
            seen.setdefault(key, set()).add(value)
            times[key] = times.get(key, 0) + 1
    repeated = [key for key, n in times.items() if n > 1]
    return sum(len(seen[key]) == 1 for key in repeated) / len(repeated) if len(repeated) >= 2 else None
