"""A template of the office's own needs no code; a broken one is explained; one that attacks is refused."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement

from care.exports import word
from care.exports.word_template import TemplateRefused, fill
from care.words import voice

KNOWN = {
    "day": "1月20日",
    "roll": {"people": "3人", "items": "x"},
    "units": [{"name": "A&B<c>"}],
    "empty": [],
}


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EXTERNAL = (
    '<Relationships><Relationship Id="r" Type="x/externalLinkPath" Target="http://x.invalid/a.xlsx" '
    'TargetMode="External"/></Relationships>'
)


def template(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_lists_are_joined_also_by_a_value_of_their_rows_and_never_without_end():
    assert filled("{{ units | join('、', 'name') }}") == ["A&B<c>"]
    for many in ("{{ ('x' * 9) | join }}", "{{ day | join('y') }}"):
        with pytest.raises(TemplateRefused):
            filled(many)
    with pytest.raises(TemplateRefused) as refused:
        fill(template(f"{{{{ units | join('{'y' * 2**18}', 'name') }}}}"), {"units": [{"name": "村"}] * 40})
    assert refused.value.code == "too_large"


def package(name: str, text: str) -> bytes:
    with zipfile.ZipFile(out := BytesIO(), "w") as parts:
        parts.writestr(name, text)
    return out.getvalue()


def filled(*paragraphs: str) -> list[str]:
    done = docx.Document(BytesIO(fill(template(*paragraphs), KNOWN)))
    return [paragraph.text for paragraph in done.paragraphs]


def with_part(data: bytes, name: str, text: str) -> bytes:
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, text)
    return out.getvalue()


def test_values_conditions_and_loops_work_and_every_value_is_escaped():
    assert filled(
        "{{ day }}：{{ roll.people }}", "{%p for one in units %}", "{{ one.name }}", "{%p endfor %}"
    ) == [
        "1月20日：3人",
        "A&B<c>",
    ]
    assert filled("{%p for one in units %}", "{{ loop.index }}、{{ one.name }}", "{%p endfor %}") == [
        "1、A&B<c>"
    ]
    assert filled("{% if empty %}some{% else %}none{% endif %}", "{{ roll.items }}") == ["none", "x"]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ day.__class__ }}",
        "{{ day['__class__'] }}",
        "{{ roll.keys() }}",
        "{{ range(1000000000) }}",
        "{% for a in range(10) %}x{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ roll | attr('people') }}",
        "{{ day | safe }}",
        "{{ '%s' | format(day) }}",
        "{{ units | map(attribute='name') | list }}",
        "{% set day = 1 %}{{ day }}",
        "{% import 'care.store' as s %}",
        "{% include '/etc/passwd' %}",
        "{% extends 'x' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% autoescape false %}{{ day }}{% endautoescape %}",
        "{% for a in day %}{{ a }}{% endfor %}",
        "{% for a in roll %}{{ a }}{% endfor %}",
        "{% for a in units %}{% for b in units %}{% for c in units %}x{% endfor %}{% endfor %}{% endfor %}",
        "{{ self._TemplateReference__context }}",
        "{% for one in units %}{{ loop.changed(one) }}{% endfor %}",
        "{% for one in units %}{{ loop._iterable }}{{ loop.cycle }}{% endfor %}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler }}",
    ],
)
def test_an_attack_is_refused_in_words(attack):
    with pytest.raises(TemplateRefused) as refused:
        filled(attack)
    assert refused.value.code in ("forbidden", "unknown")
    for lang in ("zh", "en"):
        assert word.refusal(voice(lang), refused.value)


def test_an_attack_in_a_footer_is_refused_too():
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "{{ ''.__class__ }}"
    out = BytesIO()
    document.save(out)
    with pytest.raises(TemplateRefused):
        fill(out.getvalue(), KNOWN)


def test_macros_and_content_from_elsewhere_are_refused():
    link = '<Relationships><Relationship Id="r9" Type="x/image" Target="http://x.invalid/a.png" TargetMode="External"/></Relationships>'
    for name, text in (("word/vbaProject.bin", "x"), ("word/_rels/extra.xml.rels", link)):
        with pytest.raises(TemplateRefused) as refused:
            fill(with_part(template("x"), name, text), KNOWN)
        assert refused.value.code == "forbidden"


REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    f'<Relationships><Relationship Id="r" Type="{REL}/attachedTemplate" Target="http://x.invalid/hyperlink" TargetMode="External"/></Relationships>',
    f'<r:Relationships xmlns:r="x"><r:Relationship Id="r" Type="{REL}/image" Target="http://x.invalid/a" TargetMode="External"/></r:Relationships>',
    f'<Relationships><Relationship Id="r" Type="{REL}/image" Target="http://x.invalid/a" TargetMode="&#69;xternal"/></Relationships>',
    f'<Relationships><Relationship Id="a>b" Type="{REL}/image" Target="http://x.invalid/a" TargetMode="External"/></Relationships>',
    f'<Relationships><Relationship Id="r" Type="{REL}/hyperlink" Target="file://x.invalid/share/a" TargetMode="External"/></Relationships>',
    f'<Relationships><Relationship Id="r" Type="{REL}/oleObject" Target="embeddings/a.bin"/></Relationships>',
    '<!DOCTYPE a [<!ENTITY e "External">]><Relationships/>',
)  # fmt: skip


@pytest.mark.parametrize("link", [*LINKS, LINKS[3].encode("utf-16")])
def test_a_link_is_found_however_it_is_written(link):
    with pytest.raises(TemplateRefused) as refused:
        fill(with_part(template("x"), "word/_rels/more.xml.rels", link), KNOWN)
    assert refused.value.code == "forbidden"


def test_a_link_to_follow_knowingly_is_allowed():
    link = f'<Relationships><Relationship Id="r" Type="{REL}/hyperlink" Target="https://x.invalid/a" TargetMode="External"/></Relationships>'
    assert fill(with_part(template("x"), "word/_rels/more.xml.rels", link), KNOWN)


@pytest.mark.parametrize("code", [
    ["INCLUDEPICTURE http://x.invalid/a.png"], ["dde", "auto cmd"], ["{{ 'D' ~ 'DE' }} cmd"], [" LINK x"],
])  # fmt: skip
def test_a_field_that_fetches_or_starts_something_is_refused(code):
    document = docx.Document()
    run = document.add_paragraph("x").add_run()
    for part in code:
        run._r.append(OxmlElement("w:instrText"))
        run._r[-1].text = part
    out = BytesIO()
    document.save(out)
    with pytest.raises(TemplateRefused) as refused:
        fill(out.getvalue(), KNOWN)
    assert refused.value.code == "forbidden"


@pytest.mark.parametrize("part", ["comments", "ins", "del", "moveFrom"])
def test_comments_and_tracked_changes_are_refused_they_would_stand_in_every_document(part):
    document = docx.Document()
    said = document.add_paragraph("{{ day }}")
    if part == "comments":
        document.add_comment(said.runs, "问问王某", author="李")
    else:
        said._p.append(OxmlElement(f"w:{part}"))
    document.save(out := BytesIO())
    with pytest.raises(TemplateRefused) as refused:
        fill(out.getvalue(), KNOWN)
    assert refused.value.code == "reviewed"
    for lang in ("zh", "en"):
        assert word.refusal(voice(lang), refused.value)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("word/more.xml", f"<w:p {W}><w:rPrChange w:author='李四'/></w:p>"),
        ("word/more.xml", f"<w:p {W}><w:cellDel w:author='李四'/></w:p>"),
        ("word/embeddings/a.xlsx", package("xl/comments1.xml", "<c><comment>问问王某</comment></c>")),
        ("word/embeddings/a.xlsx", package("xl/t.xml", "<c><threadedComment>问问王某</threadedComment></c>")),
    ],
)
def test_tracked_formats_and_comments_in_a_charts_workbook_are_refused_too(name, part):
    with pytest.raises(TemplateRefused) as refused:
        fill(with_part(template("x"), name, part), KNOWN)
    assert refused.value.code == "reviewed"


def test_whoever_made_the_template_is_not_who_made_the_document():
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = "问问王某"
    document.save(out := BytesIO())
    made = docx.Document(BytesIO(fill(out.getvalue(), KNOWN | {"by": "李主任"}))).core_properties
    assert (made.author, made.last_modified_by, made.comments, made.keywords) == ("李主任", "李主任", "", "")


@pytest.mark.parametrize("ending", ["bin", "png"])
def test_a_part_is_looked_through_whatever_it_is_called(ending):
    """Office and our libraries go by the kind of a part that the package says, not by the end of its name."""
    document = docx.Document()
    run = document.add_paragraph("{{ day }}").add_run()
    run._r.append(OxmlElement("w:instrText"))
    run._r[-1].text = r' INCLUDETEXT "\\\\x.invalid\\y" '
    document.save(plain := BytesIO())
    out = BytesIO()
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(out, "w") as made:
        for name in parts.namelist():
            text = parts.read(name)
            if name in ("[Content_Types].xml", "_rels/.rels"):
                text = text.replace(b"word/document.xml", f"word/document.{ending}".encode())
            made.writestr(name.replace("/document.xml", f"/document.{ending}"), text)
    with pytest.raises(TemplateRefused) as refused:
        fill(out.getvalue(), KNOWN)
    assert refused.value.code == "forbidden"


def test_fields_of_every_day_are_allowed():
    document = docx.Document()
    run = document.add_paragraph("x").add_run()
    for tag, text in (
        ("w:fldChar", ""),
        ("w:instrText", "PAGE"),
        ("w:fldChar", ""),
        ("w:instrText", "HYPERLINK https://x.invalid/link/rd/"),
    ):
        run._r.append(OxmlElement(tag))
        run._r[-1].text = text
    out = BytesIO()
    document.save(out)
    assert fill(out.getvalue(), KNOWN)


def test_loops_that_repeat_a_long_text_end_before_they_fill_the_memory():
    loops = ["{%p for a in units %}", "{%p for b in units %}", "长" * 2**18, "{%p endfor %}", "{%p endfor %}"]
    with pytest.raises(TemplateRefused) as refused:
        fill(template(*loops), {"units": [{"name": "村"}] * 30})
    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("word/embeddings/a.xlsm", package("xl/vbaProject.bin", "x")),
        ("word/embeddings/a.xlsx", package("xl/_rels/a.rels", EXTERNAL)),
        ("word/embeddings/a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 90),
        ("word/more.xml", f"<w:s {W}><w:mailMerge/></w:s>"),
        ("word/more.xml", f"<w:s {W}><w:attachedSchema w:val='http://x.invalid'/></w:s>"),
        ("word/more.xml", "<?xml-stylesheet href='http://x.invalid/a.xsl'?><a/>"),
        ("word/media/a.svg", "<svg><style>@import 'http://x.invalid/a.css'</style></svg>"),
        ("word/media/a.svg", "<svg><a style='fill: url(http://x.invalid/a)'/></svg>"),
        ("word/media/a.svg", "<svg><a fill='URL( &quot;//x.invalid/a&quot;)'/></svg>"),
        ("word/media/a.svg", "<svg><style><!-- a -->@import 'http://x.invalid/a.css'</style></svg>"),
        ("word/media/a.svg", r"<svg><a style='fill: u\72l(http://x.invalid/a)'/></svg>"),
        ("word/media/a.svg", "<svg><a style='fill: image-set(\"http://x.invalid/a\" 1x)'/></svg>"),
        ("word/media/a.svg", "<svg><object data='http://x.invalid/a'/></svg>"),
    ],
)
def test_what_office_would_run_or_fetch_is_refused_wherever_it_stands(name, part):
    with pytest.raises(TemplateRefused) as refused:
        fill(with_part(template("x"), name, part), KNOWN)
    assert refused.value.code == "forbidden"


def test_a_charts_workbook_and_a_drawing_that_needs_nothing_from_elsewhere_are_allowed():
    book = with_part(template("x"), "word/embeddings/a.xlsx", package("xl/a.xml", "<a/>"))
    for shade in ("url(#shade)", "url( &quot;#shade&quot; )", "url(data:image/png;base64,AA)"):
        assert fill(with_part(book, "word/media/a.svg", f"<svg><a fill='{shade}'/></svg>"), KNOWN)
    assert fill(with_part(book, "word/more.xml", "<a title='url(x)'/>"), KNOWN)


def test_what_unpacks_to_too_much_is_refused():
    with pytest.raises(TemplateRefused) as refused:
        fill(with_part(template("x"), "word/media/a.txt", "0" * (101 * 2**20)), KNOWN)
    assert refused.value.code == "too_large"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", template("x")[:900]])
def test_a_file_that_is_no_word_file_is_called_so(data):
    with pytest.raises(TemplateRefused) as refused:
        fill(data, KNOWN)
    assert refused.value.code == "no_word"
    assert "Word" in word.refusal(voice("en"), refused.value)


@pytest.mark.parametrize(
    ("text", "name", "near"), [("{{ dya }}", "dya", "day"), ("{{ roll.poeple }}", "poeple", "people")]
)
def test_an_unknown_name_is_named_with_the_nearest_known_one(text, name, near):
    with pytest.raises(TemplateRefused) as refused:
        filled(text)
    for lang in ("zh", "en"):
        said = word.refusal(voice(lang), refused.value)
        assert f"“{name}”" in said and f"“{near}”" in said


@pytest.mark.parametrize(
    "text", ["{% if day %}x", "{{ day }", "{% for one in units %}", "{% endif %}", "{{ }}"]
)
def test_marks_that_are_not_complete_are_explained(text):
    with pytest.raises(TemplateRefused) as refused:
        filled(text, "{{ day }}")
    assert refused.value.code == "broken"
    assert "<w:" not in word.refusal(voice("zh"), refused.value)


def test_a_template_of_the_office_s_own_is_a_kind_without_code(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "季度.zh.docx").write_bytes(template("x"))
    assert word.kinds(tmp_path, "zh") == ["summary", "bulletin", "季度"]
    assert word.kinds(tmp_path, "en") == ["summary", "bulletin"]


@pytest.mark.parametrize("kind", ["../../etc/passwd", "", "none", "a/b"])
def test_a_kind_that_is_none_or_a_path_is_refused(tmp_path, kind):
    with pytest.raises(TemplateRefused) as refused:
        word._template(tmp_path, kind, "zh")
    assert refused.value.code == "missing"
