"""Pictures that Streamlit's page itself is made of (logo, icon): they are shown before anybody has signed in."""

from streamlit import runtime
from streamlit.runtime.media_file_storage import MediaFileKind

ENDINGS = (".svg", ".png", ".ico")
FOLDER = "/media/"


def is_one(path: str) -> bool:
    """Whether an address is such a picture. Its ending says nothing: a download is found under any."""
    if not path.endswith(ENDINGS) or FOLDER not in path or not runtime.exists():
        return False
    kept = runtime.get_instance().media_file_mgr.read_file(path.rpartition(FOLDER)[2])
    return kept is not None and kept.kind == MediaFileKind.MEDIA
