"""Files handed out: each only to whom it was made for, while they may see and do what they could then.

Streamlit gives a file to whoever asks for its address, and tells large ones apart by some pieces of them only. A mark
in the file's kind says for whom it was made and makes each one of its own.
"""

import hashlib
import hmac
import secrets

from streamlit import config, runtime
from streamlit.runtime.media_file_storage import MediaFileKind

from care import office
from care.ledgers import erased
from care.roles import User

MARK = "; for="
FOLDER = "/media/"
PICTURES = (".svg", ".png", ".ico")  # of the page itself (logo, icon): shown before anybody has signed in
_secret = secrets.token_bytes(32)


def marked(mime: str, who: User) -> str:
    """The kind of a file that is made for `who`."""
    return f"{mime}{MARK}{_seal(who)}.{secrets.token_hex(8)}"


def is_handed(path: str) -> bool:
    """Whether an address is that of a file made for somebody. Streamlit's own fonts lie below /static/media/."""
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    return FOLDER in path and not path.startswith(f"{base and '/'}{base}/static{FOLDER}")


def is_picture(path: str) -> bool:
    """Whether an address is a picture of the page itself. Its ending says nothing: a download is found under any."""
    kept = _kept(path) if path.endswith(PICTURES) else None
    return kept is not None and kept.kind == MediaFileKind.MEDIA


def is_for(path: str, who: User) -> bool:
    """Whether a file was made for `who`, they may see and do now what they could then, and nobody was erased since."""
    kept = _kept(path)
    if kept is None or kept.kind == MediaFileKind.MEDIA:
        return kept is not None
    seal = kept.mimetype.partition(MARK)[2].partition(".")[0]
    return hmac.compare_digest(seal, _seal(who))


def _seal(who: User) -> str:
    said = repr((who.name, who.scope, sorted(who.actions), erased.seen(office.data_dir())))
    return hmac.new(_secret, said.encode(), hashlib.sha256).hexdigest()[:32]


def _kept(path: str):
    if FOLDER not in path or not runtime.exists():
        return None
    return runtime.get_instance().media_file_mgr.read_file(path.rpartition(FOLDER)[2])
