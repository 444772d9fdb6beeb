"""A part whose packed content is damaged is told in plain words wherever archives come in; it raises errors of its own."""

import io
import zipfile

import pytest

from care import backup
from care.exports.office_files import Forbidden, look_through
from care.ledgers import archives, copying, insides, prechecks, zip_parts
from care.ledgers.problems import Refused

WAYS = {"deflate": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}


def packed(way: int, *names: str) -> bytes:
    """An archive of parts, the first of which is damaged from its first packed byte on."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        for name in names:
            archive.writestr(name, b"<seen/>" * 300)
    data = bytearray(made.getvalue())
    begins = 30 + len(names[0])
    data[begins : begins + 12] = b"\xff" * 12
    return bytes(data)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_template_a_backup_and_a_ledger_with_a_damaged_part(way):
    with pytest.raises(Forbidden) as forbidden:
        look_through(packed(way, "word/document.xml"))
    assert forbidden.value.code == "no_office_file"
    with pytest.raises(Refused) as refused:
        backup.about(io.BytesIO(packed(way, backup.ABOUT)))
    assert refused.value.problem.code == "backup_damaged"
    with pytest.raises(Refused) as refused:
        archive = zipfile.ZipFile(io.BytesIO(packed(way, "ledger.csv")))
        archives.unpacked(archive, archive.infolist()[0])
    assert refused.value.problem.code == "file_truncated"
    assert copying.widths_in(packed(way, "xl/workbook.xml")) == {}
    assert prechecks.date1904(packed(way, "xl/workbook.xml")) is False


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_damaged_part_does_not_hide_what_the_next_one_holds(way):
    assert any(b"<seen/>" in part for part in list(insides.parts(packed(way, "first", "second")))[1:])


def test_what_is_forbidden_is_not_taken_for_damage():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(Forbidden) as forbidden:
        look_through(made.getvalue())
    assert (forbidden.value.code, forbidden.value.what) == ("forbidden", "vbaProject")


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_damaged_part_of_a_large_ledger_and_of_a_backup_whose_list_is_sound(way):
    archive = zipfile.ZipFile(io.BytesIO(packed(way, "part")))
    with pytest.raises(Refused) as refused, zip_parts.truncated():
        archive.read("part")
    assert refused.value.problem.code == "file_truncated"
    with pytest.raises(Refused) as refused:
        list(backup._pieces(archive, "part", {"size": 2100, "sha256": ""}))
    assert refused.value.problem.code == "backup_damaged"
