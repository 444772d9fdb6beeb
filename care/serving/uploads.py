"""Files that people bring: only from those who have something to bring, into their own sessions, and not without end."""

from streamlit import runtime

from care import sessions
from care.roles import User

FOLDER = "/_stcore/upload_file/"
MAY = frozenset({"ledgers", "findings", "spot_checks"})  # whose pages take files
MOST = 500 * 2**20  # bytes that one person's sessions hold, with those on their way
LEAST = 2**16  # bytes that any file counts: an empty one's address, which is kept, may be that long


class Coming:
    """Bytes on their way, by person. Of the event loop's thread only."""

    def __init__(self):
        self.of: dict[str, int] = {}

    def begin(self, name: str, size: int) -> None:
        self.of[name] = self.of.get(name, 0) + size

    def end(self, name: str, size: int) -> None:
        self.of[name] -= size
        if self.of[name] <= 0:
            del self.of[name]


def refusal(path: str, who: User, claim: str, coming: int) -> str | None:
    """Why `who` may not bring a file to this address; `coming`: bytes of theirs on the way, with this one's."""
    if not who.actions & MAY:
        return "no_uploads"
    if not runtime.exists():
        return None
    theirs = _sessions_of(who.name, claim)
    if path.rpartition(FOLDER)[2].partition("/")[0] not in theirs:
        return "sign_in"
    return "too_much" if coming + _held(theirs) > MOST else None


def _sessions_of(name: str, claim: str) -> set[str]:
    """Ids of the sessions of whoever goes by this name."""
    house = runtime.get_instance()
    return {
        one.session.id
        for one in house._session_mgr.list_sessions()
        if sessions.name_of(dict(one.session._user_info), claim) == name
    }


def _held(ids: set[str]) -> int:
    kept = runtime.get_instance().uploaded_file_mgr.file_storage
    return sum(max(len(file.data), LEAST) for id_ in ids for file in list(kept.get(id_, {}).values()))
