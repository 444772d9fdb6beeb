"""Fills a Word template. A template is a program that somebody may have slipped in, so it may do very little:
put in values, loop over lists, choose by conditions (platform.md, Writing files → Word).

Two walls: what a template says is read before it runs, and only known parts of the template language pass; then
it runs in a sandbox over plain data. Every value is escaped.
"""

import difflib
import re
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import (
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
    meta,
    nodes,
    pass_eval_context,
)  # fmt: skip
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from care.exports.office_files import PROPERTY, Forbidden, look_through
from care.exports.unsigned import unsigned

MAX_LOOPS = 2  # a loop within a loop
MAX_TEXT = 8 * 2**20  # characters of one part; a county's summary has not one in ten of them
ROWS = "_rows"  # no template can write this name
OF_LOOPS = ("first", "index", "last")
FILTERS = ("default", "escape", "e", "first", "join", "last", "length", "lower", "trim", "upper")
SPOKEN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Filter, nodes.Test, nodes.Concat,
)  # fmt: skip


class TemplateRefused(ValueError):
    """A template that cannot be used; `code` names words document.refused_<code>, `values` fill them."""

    def __init__(self, code: str, **values):
        self.code, self.values = code, values
        super().__init__(f"{code}: {values}")


class _Bounded(Template):
    """Stops a text that grows too long while it grows: loops within loops repeat what stands in them."""

    def render(self, *args, **kwargs) -> str:
        pieces, length = [], 0
        for piece in self.generate(*args, **kwargs):
            length += len(piece)
            if length > MAX_TEXT:
                raise TemplateRefused("too_large")
            pieces.append(piece)
        return "".join(pieces)


class _Reader(ImmutableSandboxedEnvironment):
    """Reads every part of a template before any of it runs."""

    def __init__(self, known: set[str]):
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        self.template_class = _Bounded
        self.filters |= {ROWS: _rows, "join": _join}
        self.known = known

    def _parse(self, source, name, filename):
        tree = super()._parse(source, name, filename)
        _look_through(tree)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(
                loop.iter, ROWS, [], [], None, None, lineno=loop.lineno, environment=self
            )
        for unknown in sorted(meta.find_undeclared_variables(tree) - self.known):
            raise TemplateRefused("unknown", name=unknown, near=_near(unknown, self.known))
        return tree

    def getattr(self, obj, attribute):
        """Names are looked up in plain data; no method of anything can be reached."""
        return self.getitem(obj, attribute)

    def getitem(self, obj, argument):
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        if isinstance(obj, list) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        if isinstance(obj, LoopContext) and argument in OF_LOOPS:
            return getattr(obj, argument)
        return self.undefined(obj=obj, name=argument)


def fill(template: bytes, context: dict) -> bytes:
    """The finished document. `context`: plain data only (dicts, lists, texts, numbers). Raises TemplateRefused."""
    _look_at_file(template)
    try:
        document = DocxTemplate(BytesIO(unsigned(template)))
        document.render(context, _Reader(set(context)), autoescape=True)
        about = document.docx.core_properties
        about.author = about.last_modified_by = context.get("by", "")[:PROPERTY]
        out = BytesIO()
        document.save(out)
        _look_at_file(out.getvalue())
    except TemplateRefused:
        raise
    except SecurityError as fault:
        raise TemplateRefused("forbidden", what=str(fault)) from None
    except UndefinedError as fault:
        raise _unknown(str(fault), context) from None
    except (TemplateSyntaxError, TemplateError) as fault:
        raise TemplateRefused("broken", what=_plain(fault.message or "")) from None
    except Exception as fault:  # libraries below raise anything over a damaged file
        raise TemplateRefused("no_word", what=type(fault).__name__) from None
    return out.getvalue()


def _rows(value):
    """What a loop goes over: a list. A loop over the letters of long texts, twice, would never end."""
    if not isinstance(value, list):
        raise TemplateRefused("forbidden", what="for … in text")
    return value


@pass_eval_context
def _join(context, value, between: str = "", attribute: str | None = None) -> str:
    """A list's texts in one. A text's letters, or a list's texts, with a long text between them would fill the memory."""
    if len(_rows(value)) * len(between) > MAX_TEXT:
        raise TemplateRefused("too_large")
    return do_join(context, value, between, attribute)


def _look_at_file(file: bytes) -> None:
    """Nothing runs and nothing is fetched: neither in the template, nor in what it put together."""
    try:
        look_through(file)
    except Forbidden as found:
        code = "no_word" if found.code == "no_office_file" else found.code
        raise TemplateRefused(code, what=found.what) from None


def _look_through(node: nodes.Node, depth: int = 0) -> None:
    """Only what SPOKEN lists, and no name that begins with “_”."""
    what = type(node).__name__
    if not isinstance(node, SPOKEN):
        raise TemplateRefused("forbidden", what=what)
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise TemplateRefused("forbidden", what=node.name)
    if isinstance(node, nodes.Test) and node.name not in ("defined", "undefined", "none"):
        raise TemplateRefused("forbidden", what=node.name)
    if isinstance(node, nodes.For) and node.recursive:
        raise TemplateRefused("forbidden", what="recursive")
    for name in (getattr(node, "attr", ""), getattr(node, "name", ""), getattr(node, "value", "")):
        if isinstance(name, str) and name.startswith("_"):
            raise TemplateRefused("forbidden", what=name)
    depth += isinstance(node, nodes.For)
    if depth > MAX_LOOPS:
        raise TemplateRefused("forbidden", what=f"{depth} × for")
    for below in node.iter_child_nodes():
        _look_through(below, depth)


def _unknown(said: str, context: dict) -> TemplateRefused:
    """A value that a known one does not have: “'dict object' has no attribute 'x'”."""
    names = re.findall(r"'([^']*)'", said)
    name = names[-1] if names else said
    return TemplateRefused("unknown", name=name, near=_near(name, _keys(context)))


def _keys(value) -> set[str]:
    """Every name in nested plain data."""
    if isinstance(value, dict):
        return set(value) | {name for one in value.values() for name in _keys(one)}
    return {name for one in value for name in _keys(one)} if isinstance(value, list) else set()


def _near(name: str, known: set[str]) -> str:
    return next(iter(difflib.get_close_matches(name, known, 1)), "")


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)[:200]
