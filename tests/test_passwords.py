"""Files taken away behind a password."""

import io
import json
import re
from pathlib import Path

import pytest
import pyzipper

from care.__main__ import main
from care.exports.sealed import PasswordRefused, sealed

SECRET = "石桥-2026-冬"


def opened(data: bytes, password: str) -> dict[str, bytes]:
    with pyzipper.AESZipFile(io.BytesIO(data)) as made:
        made.setpassword(password.encode())
        return {name: made.read(name) for name in made.namelist()}


def test_only_the_password_opens_the_file():
    made = sealed("a/清单.xlsx", b"somebody's name" * 99, SECRET)
    assert opened(made, SECRET) == {"清单.xlsx": b"somebody's name" * 99}
    assert b"somebody" not in made
    with pytest.raises(RuntimeError):
        opened(made, SECRET + "x")


def test_the_same_file_twice_gives_other_bytes_and_a_short_password_none():
    assert sealed("a", b"x", SECRET) != sealed("a", b"x", SECRET)
    with pytest.raises(PasswordRefused):
        sealed("a", b"x", "1234567")


@pytest.mark.parametrize(
    ("command", "name"),
    [(["gaps"], "差距.xlsx"), (["export", "workbook", "--slides", "headlines"], "数据.xlsx")],
)
def test_a_command_takes_the_password_from_a_variable(town, tmp_path, monkeypatch, capsys, command, name):
    monkeypatch.setenv("FILE_PASSWORD", SECRET)
    out = ["--out", str(tmp_path / name), "--password-env", "FILE_PASSWORD"]
    assert main(["--data", str(town), "--json", *command, *out]) == 0
    assert json.loads(capsys.readouterr().out)
    (made,) = tmp_path.iterdir()
    assert made.name == f"{name}.zip"
    assert opened(made.read_bytes(), SECRET)[name][:2] == b"PK"
    monkeypatch.setenv("FILE_PASSWORD", "short")
    assert main(["--data", str(town), *command, *out]) == 1
    assert "nothing was written" in capsys.readouterr().err


def test_every_page_that_hands_out_names_offers_a_password():
    """What is left out names nobody: figures, documents, templates, the audit log, a frame of hashes, a sealed backup."""
    without = {"export_card", "take_page", "report_cards", "ledger_templates", "audit_page", "spot_check_sample", "keep_page"}  # fmt: skip
    for path in (Path(__file__).parents[1] / "care/screen").glob("*.py"):
        text = path.read_text("utf-8")
        drawn = len(re.findall(r"(?<!def )\b(?:download|marked_button)\(", text))
        if drawn and path.stem not in without:
            assert text.count("secret=secret") == drawn, path
