"""Where the data are sealed, a crash of the server or of a command leaves no image of memory (POSIX)."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="only POSIX writes images of memory")
KEY = base64.b64encode(bytes(32)).decode()
ROOT = Path(__file__).parents[1]
STARTS = {
    "server": "from care import serving; serving.parts()",
    "command": "from care.__main__ import main; main(['batches'])",
}
TELL = """
import ctypes, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
{start}
dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
print("LEFT", resource.getrlimit(resource.RLIMIT_CORE)[0], dumpable, flush=True)
{end}
"""


def left(folder: Path, start: str, key: str, end: str = "") -> tuple[int, list[str]]:
    """Exit code and what a process says of itself after such a start, run in `folder`."""
    held = {name: value for name, value in os.environ.items() if not name.startswith("CAREBOARD")}
    env = held | {"CAREBOARD_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT), "CAREBOARD_KEY": key}
    code = TELL.format(start=STARTS[start], end=end)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={name: value for name, value in env.items() if value},
        capture_output=True,
        text=True,
        timeout=300,
    )
    said = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("LEFT")]
    assert said, done.stderr
    return done.returncode, said[0]


@pytest.fixture
def place(tmp_path) -> Path:
    """A directory to start in, with the program's settings."""
    (tmp_path / "data").mkdir()
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_bytes((ROOT / ".streamlit/config.toml").read_bytes())
    return tmp_path


@pytest.mark.parametrize("start", STARTS)
def test_with_a_key_a_process_may_leave_no_image_and_leaves_none(place, start):
    code, said = left(place, start, KEY, "import os; os.abort()")
    assert code < 0 and said == ["0", "0"]
    assert [path.name for path in place.rglob("*core*")] == []


def test_without_a_key_the_systems_own_setting_stands(place):
    import resource

    _, (limit, _) = left(place, "server", "")
    assert int(limit) == resource.getrlimit(resource.RLIMIT_CORE)[1]
