"""`*` without or with other columns, columns(…) and unpivot: Spark has none of them, so the names are written out."""

from sqlglot import exp

Columns = dict[str, list[str]]  # of tables and CTEs, by the name that a statement gives them


def expand(statement: exp.Expression, columns: Columns, lists: Columns | None = None) -> None:
    """Write names out in place of what only DuckDB knows, in every query of the statement; `lists` of getvariable()."""
    query = statement if isinstance(statement, exp.Query) else statement.args.get("expression")
    if query is not None:
        _query(query, columns, lists or {})


def names(query: exp.Expression, columns: Columns) -> list[str]:
    """What the columns of a query are called, in order."""
    columns = _with_ctes(query, columns)
    if isinstance(query, exp.SetOperation):
        return names(query.left, columns)
    if isinstance(query, exp.Subquery):
        return names(query.this, columns)
    found = []
    for one in query.expressions:
        found += _starred(one, query, columns) if one.is_star else [one.alias_or_name]
    return found


def _query(query: exp.Expression, columns: Columns, lists) -> None:
    columns = dict(columns)
    for cte in query.ctes:
        _query(cte.this, columns, lists)
        columns[cte.alias] = names(cte.this, columns)
    if isinstance(query, exp.SetOperation):
        for side in (query.left, query.right):
            _query(side, columns, lists)
        return
    for turned in list(query.find_all(exp.Pivot)):
        if turned.args.get("unpivot") and isinstance(turned.parent, exp.Subquery):
            turned.parent.set("this", _stacked(turned, columns))
    for inner in _nested(query):
        _query(inner, columns, lists)
    if isinstance(query, exp.Select):
        _written_out(query, columns, lists)


def _nested(query: exp.Expression) -> list[exp.Expression]:
    """Queries within this one, but not within those; its CTEs were done before."""
    found = []
    for key, part in query.args.items():
        if key == "with_":
            continue
        for one in part if isinstance(part, list) else [part]:
            if isinstance(one, exp.Expression):
                found += (
                    [one]
                    if isinstance(one, exp.Query) and not isinstance(one, exp.Subquery)
                    else _nested(one)
                )
    return found


def _with_ctes(query: exp.Expression, columns: Columns) -> Columns:
    columns = dict(columns)
    for cte in query.ctes:
        columns[cte.alias] = names(cte.this, columns)
    return columns


def _sources(select: exp.Select, columns: Columns) -> dict[str, list[str]]:
    """The columns of each thing in FROM and JOIN, by its alias."""
    found = {}
    parts = [select.args.get("from_"), *(select.args.get("joins") or [])]
    for part in filter(None, parts):
        source = part.this
        if isinstance(source, exp.Table):
            key = f"{source.db}.{source.name}" if source.db else source.name
            found[source.alias_or_name] = columns[key]
        elif isinstance(source, exp.Subquery):
            found[source.alias_or_name] = names(source.this, columns)
    return found


def _starred(one: exp.Expression, select: exp.Select, columns: Columns) -> list[str]:
    star = one.this if isinstance(one, exp.Column) else one
    sources = _sources(select, columns)
    told = sources[one.table] if isinstance(one, exp.Column) else sum(sources.values(), [])
    left_out = {each.name for each in star.args.get("except_") or []}
    return [name for name in told if name not in left_out]


def _written_out(select: exp.Select, columns: Columns, lists) -> None:
    written = []
    for one in select.expressions:
        star = one.this if isinstance(one, exp.Column) else one
        marked = one.find(exp.Columns)
        if marked is not None:
            written += _each(one, marked, select, columns, lists)
        elif isinstance(star, exp.Star) and (star.args.get("except_") or star.args.get("replace")):
            written += _named(one, star, select, columns)
        else:
            written.append(one)
    select.set("expressions", written)


def _named(one, star, select, columns) -> list[exp.Expression]:
    """t.* exclude (a) replace (x as b) → the others by name, and x as b."""
    other = {each.alias: each for each in star.args.get("replace") or []}
    if isinstance(one, exp.Column):
        owners = dict.fromkeys(_starred(one, select, columns), one.table)
        return [other.get(name) or exp.column(name, table) for name, table in owners.items()]
    found = []
    left_out = {each.name for each in star.args.get("except_") or []}
    for table, told in _sources(select, columns).items():
        found += [other.get(name) or exp.column(name, table or None) for name in told if name not in left_out]
    return found


def _each(one, marked, select, columns, lists) -> list[exp.Expression]:
    """An expression over columns(…) → one for each of those columns, under its name."""
    inside = marked.this
    if isinstance(inside, exp.Star):
        told = _starred(inside, select, columns)
    else:  # columns(lambda name: not list_contains(getvariable('unsaid'), name))
        left_out = lists[_variable_of(inside)]
        told = [name for name in sum(_sources(select, columns).values(), []) if name not in left_out]
    found = []
    for name in told:
        shown = one.this.copy() if isinstance(one, exp.Alias) else one.copy()
        place = shown.find(exp.Columns)
        if place is shown:
            found.append(exp.column(name))
            continue
        place.replace(exp.column(name))
        found.append(exp.alias_(shown, name))
    return found


def _variable_of(inside: exp.Expression) -> str:
    asked = (one for one in inside.find_all(exp.Anonymous) if one.name.lower() == "getvariable")
    return next(asked).expressions[0].name


def _stacked(turned: exp.Pivot, columns: Columns) -> exp.Select:
    """unpivot t on columns(* exclude (k)) into name n value v → stack(…) of k's rows, without the nulls."""
    source, (on,), into = turned.this, turned.expressions, turned.args["into"]
    every = columns[source.name]
    kept = {each.name for each in on.this.args["except_"]}
    others = [name for name in every if name not in kept]
    value = into.expressions[0].name
    pairs = [part for name in others for part in (exp.Literal.string(name), exp.column(name))]
    stack = exp.Anonymous(this="stack", expressions=[exp.Literal.number(len(others)), *pairs])
    both = exp.Aliases(this=stack, expressions=[exp.to_identifier(into.this.name), exp.to_identifier(value)])
    inner = exp.select(*(exp.column(name) for name in every if name in kept), both).from_(source.copy())
    return exp.select("*").from_(inner.subquery("stacked")).where(exp.column(value).is_(exp.null()).not_())
