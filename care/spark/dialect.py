"""DuckDB's SQL as Spark's: sqlglot does the grammar, care/spark/rules.py what means something else there."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import sqlglot
from sqlglot import exp

from care.spark import stars
from care.spark.rules import RULES, Untranslatable, called, parsed


def translated(
    sql: str, columns: dict[str, list[str]], salt: str = "", variables: dict | None = None
) -> Iterator[exp.Expression]:
    """The statements of `sql` in Spark's words, one by one: `columns` of the tables they name may grow as they are run.
    `variables` of getvariable()."""
    statements = [
        one for one in sqlglot.parse(sql, read="duckdb") if one and not isinstance(one, exp.Semicolon)
    ]
    return (_translated(one, columns, salt, variables or {}) for one in statements)


def spark_sql(statement: exp.Expression, values: dict | None = None) -> str:
    """Text for Spark, with `values` of its $parameters written out: Spark and Sail then know their types.

    Raises Untranslatable where sqlglot knows that Spark has no such thing.
    """
    try:
        text = statement.sql("spark", unsupported_level=sqlglot.ErrorLevel.RAISE, comments=False)
    except sqlglot.errors.UnsupportedError as fault:
        raise Untranslatable(str(fault)) from None
    return bound(text, values or {})


def bound(text: str, values: dict) -> str:
    """⟨name⟩ → its value; the others stay, so that one translation serves many days."""
    for name, value in values.items():
        text = text.replace(f"⟨{name}⟩", literal(value).sql("spark"))
    return text


def literal(value) -> exp.Expression:
    """A value as SQL."""
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "date")
    if isinstance(value, list | tuple):
        return exp.array(*map(literal, value))
    return exp.convert(value)


def _translated(statement, columns, salt, variables) -> exp.Expression:
    statement = statement.transform(partial(_variable, variables=variables))
    stars.expand(statement, columns, {name: one for name, one in variables.items() if isinstance(one, list)})
    for rule in RULES:
        statement = statement.transform(rule)
    statement = statement.transform(partial(_subject_key, salt=salt))
    return statement.transform(_base_table)


def _variable(node: exp.Expression, variables: dict) -> exp.Expression:
    """getvariable('whole') → true: Spark derives for everybody; who may see what is DuckDB's matter."""
    if isinstance(node, exp.Anonymous) and node.name.lower() == "getvariable":
        name = node.expressions[0].name
        return exp.convert(variables[name]) if not isinstance(variables[name], list) else node
    return node


def _base_table(node: exp.Expression) -> exp.Expression:
    """base.people → base_people: Spark's temporary views have no schema."""
    if isinstance(node, exp.Table) and node.db == "base":
        alias = node.args.get("alias")
        return exp.Table(this=exp.to_identifier(f"base_{node.name}"), alias=alias and alias.copy())
    return node


def _subject_key(node: exp.Expression, salt: str) -> exp.Expression:
    """subject_key(k) → sixty bits of a salted MD5, as DuckDB's macro takes them."""
    if not called(node, "subject_key"):
        return node
    key = exp.func("concat", exp.Literal.string(salt), node.expressions[0])
    return parsed("cast(conv(substr(md5(__key), 1, 15), 16, 10) as bigint)", key=key)
