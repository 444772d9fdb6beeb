"""What the same words mean in DuckDB and in Spark, one rule a difference; each takes a node of sqlglot's tree and gives
that one or another.

Each is listed in docs/scale.md (a test holds that) and compared with DuckDB in tests/test_spark_dialect.py.
"""

import re
from collections.abc import Callable

import sqlglot
from sqlglot import exp

Rule = Callable[[exp.Expression], exp.Expression]
ENDS = re.compile(r"^\^|\$$")  # such a pattern fits once, so "the first" and "all" are the same


class Untranslatable(ValueError):
    """A construct that no rule covers: better no figure than another one."""


def largest_of(node: exp.Expression) -> exp.Expression:
    """arg_max and arg_min leave out rows whose value is null; max_by and min_by take them."""
    if not isinstance(node, exp.ArgMax | exp.ArgMin):
        return node
    order = exp.case().when(node.this.copy().is_(exp.null()).not_(), node.expression.copy())
    return type(node)(this=node.this, expression=order)


def split_at(node: exp.Expression) -> exp.Expression:
    """string_split takes a text, split a pattern; sqlglot's \\Q…\\E is Java's alone."""
    if not isinstance(node, exp.Split):
        return node
    at = node.expression
    if not (isinstance(at, exp.Literal) and at.is_string):
        raise Untranslatable(f"string_split at something that is no text: {node.sql('duckdb')}")
    return exp.Anonymous(this="split", expressions=[node.this, exp.Literal.string(re.escape(at.this))])


def slice_of(node: exp.Expression) -> exp.Expression:
    """list[a:b] → slice(list, a, b - a + 1)."""
    if not (isinstance(node, exp.Bracket) and isinstance(node.expressions[0], exp.Slice)):
        return node
    span = node.expressions[0]
    return parsed(
        "slice(__list, __first, __last - __first + 1)", list=node.this, first=span.this, last=span.expression
    )


def joined_lists(node: exp.Expression) -> exp.Expression:
    """list || list → concat(list, list); the null of a text stays null in both."""
    if isinstance(node, exp.DPipe) and any(
        isinstance(one, exp.Array | exp.Transform) for one in (node.this, node.expression)
    ):
        return exp.func("concat", node.this, node.expression)
    return node


def replaced(node: exp.Expression) -> exp.Expression:
    """regexp_replace without 'g' replaces the first, Spark's all: only where one can fit. \\1 → $1."""
    if not isinstance(node, exp.RegexpReplace):
        return node
    modifiers = node.args.get("modifiers")
    if "g" not in (modifiers.this if modifiers else "") and not ENDS.search(node.expression.this):
        raise Untranslatable(f"regexp_replace of the first only: {node.sql('duckdb')}")
    with_ = node.args.get("replacement") or exp.Literal.string("")
    with_ = exp.Literal.string(re.sub(r"\\(\d)", r"$\1", with_.this))
    return exp.Anonymous(this="regexp_replace", expressions=[node.this, node.expression, with_])


def blanks(node: exp.Expression) -> exp.Expression:
    """\\s of a pattern → the five blanks that DuckDB takes it for; in Sail it is every blank of Unicode."""
    if not (isinstance(node, exp.Literal) and node.is_string and r"\s" in node.this):
        return node
    inside = re.sub(r"\[[^\]]*\]", lambda found: found[0].replace(r"\s", r"\t\n\f\r "), node.this)
    return exp.Literal.string(inside.replace(r"\s", r"[\t\n\f\r ]"))


def scripts(node: exp.Expression) -> exp.Expression:
    """\\p{Han} → \\p{IsHan}: what Java calls the script; Sail's engine knows both."""
    if isinstance(node, exp.Literal) and node.is_string and r"\p{Han}" in node.this:
        return exp.Literal.string(node.this.replace(r"\p{Han}", r"\p{IsHan}"))
    return node


def every_match(node: exp.Expression) -> exp.Expression:
    """regexp_extract_all takes the whole match, Spark's its first group."""
    if not isinstance(node, exp.RegexpExtractAll):
        return node
    return exp.Anonymous(
        this="regexp_extract_all", expressions=[node.this, node.expression, exp.Literal.number(0)]
    )


def boundaries(node: exp.Expression) -> exp.Expression:
    """date_diff counts the new years or months between two days, Spark's datediff whole ones."""
    if not isinstance(node, exp.DateDiff) or node.unit.name.upper() not in ("YEAR", "MONTH"):
        return node
    text = "year(__to) - year(__from)"
    if node.unit.name.upper() == "MONTH":
        text = f"(({text}) * 12 + month(__to) - month(__from))"
    return exp.paren(parsed(text, to=node.this, **{"from": node.expression}))


def month_begun(node: exp.Expression) -> exp.Expression:
    """date_trunc('month', day) is a day; Spark's a moment in a time zone."""
    if not isinstance(node, exp.TimestampTrunc | exp.DateTrunc):
        return node
    return exp.Anonymous(this="trunc", expressions=[node.this, exp.Literal.string(node.unit.name)])


def years_away(node: exp.Expression) -> exp.Expression:
    """day ± n years → add_months(day, ± 12 n): Spark multiplies no interval by a column."""
    if not isinstance(node, exp.Add | exp.Sub):
        return node
    years = _years(node.expression)
    if years is None:
        return node
    sign = "-" if isinstance(node, exp.Sub) else ""
    return parsed(f"add_months(__day, {sign}12 * __years)", day=node.this, years=years)


def _years(node: exp.Expression) -> exp.Expression | None:
    if called(node, "to_years"):
        return node.expressions[0]
    if isinstance(node, exp.Mul) and isinstance(node.expression, exp.Interval):
        span = node.expression
        if span.unit.name.upper() == "YEAR" and span.this.name == "1":
            return node.this
    return None


def places_that_differ(node: exp.Expression) -> exp.Expression:
    """hamming(a, b) of two IDs → how many of their places differ."""
    if not called(node, "hamming"):
        return node
    a, b = node.expressions
    return parsed(
        "size(filter(sequence(1, length(__a)), i -> substr(__a, i, 1) <> substr(__b, i, 1)))", a=a, b=b
    )


def other_names(node: exp.Expression) -> exp.Expression:
    """list_intersect → array_intersect; unicode → ascii, which gives a letter's number in Spark too."""
    for name, other in (("list_intersect", "array_intersect"), ("unicode", "ascii")):
        if called(node, name):
            return exp.Anonymous(this=other, expressions=node.expressions)
    if isinstance(node, exp.Unicode):
        return exp.Anonymous(this="ascii", expressions=[node.this])
    return node


def lower_half(node: exp.Expression) -> exp.Expression:
    """md5_number_lower → the last eight bytes of the MD5, the last byte first; by halves, as conv() has 63 bits only."""
    if not called(node, "md5_number_lower"):
        return node
    turned = "regexp_replace(reverse(substr(md5(__text), 17)), '(.)(.)', '$2$1')"
    halves = [f"conv(substr({turned}, {at}, 8), 16, 10)" for at in (1, 9)]
    whole = f"cast({halves[0]} as decimal(10, 0)) * 4294967296 + cast({halves[1]} as bigint)"
    return parsed(f"cast({whole} as decimal(20, 0))", text=node.expressions[0])


def long_numbers(node: exp.Expression) -> exp.Expression:
    """row_number() is a bigint, in Spark an integer that overflows when ledgers are numbered by it."""
    if (
        isinstance(node, exp.Window)
        and isinstance(node.this, exp.RowNumber)
        and not isinstance(node.parent, exp.Cast)
    ):
        return exp.cast(node, "bigint")
    return node


def inlined(node: exp.Expression) -> exp.Expression:
    """ "as materialized" is advice to DuckDB."""
    if isinstance(node, exp.CTE):
        node.set("materialized", None)
    return node


def counted_columns(node: exp.Expression) -> exp.Expression:
    """A name within an aggregate of HAVING is a column's, though the select gives another thing that name."""
    if not (isinstance(node, exp.Select) and node.args.get("having")):
        return node
    source = node.args["from_"].this
    aliases = {one.alias for one in node.expressions if isinstance(one, exp.Alias)}
    if not source.alias_or_name:
        source.set("alias", exp.TableAlias(this=exp.to_identifier("counted")))
    for counted in node.args["having"].find_all(exp.AggFunc):
        for column in counted.find_all(exp.Column):
            if column.name in aliases and not column.table and not node.args.get("joins"):
                column.set("table", exp.to_identifier(source.alias_or_name))
    return node


def parameters(node: exp.Expression) -> exp.Expression:
    """$name → a mark that `bound` writes the value in place of."""
    return exp.Var(this=f"⟨{node.this}⟩") if isinstance(node, exp.Placeholder) else node


RULES: tuple[Rule, ...] = (
    counted_columns,
    largest_of,
    split_at,
    slice_of,
    joined_lists,
    replaced,
    blanks,
    scripts,
    every_match,
    boundaries,
    month_begun,
    years_away,
    places_that_differ,
    other_names,
    lower_half,
    long_numbers,
    inlined,
    parameters,
)


def called(node: exp.Expression, name: str) -> bool:
    return isinstance(node, exp.Anonymous) and node.name.lower() == name


def parsed(text: str, /, **parts: exp.Expression) -> exp.Expression:
    """`text` in Spark's words with `parts` in the place of their names after two underscores."""
    found = sqlglot.parse_one(text, read="spark")
    return found.transform(
        lambda one: (
            parts[one.name[2:]].copy() if isinstance(one, exp.Column) and one.name.startswith("__") else one
        )
    )
