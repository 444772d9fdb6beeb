"""What the reader is told where a file cannot be made, and that one which was made is still there when it is fetched.
Streamlit's own handler says one English sentence for every reason."""

import asyncio
import logging
import time

from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager, MediaFileMetadata
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from care.words import LANGUAGES, voice

log = logging.getLogger("careboard")
STAYS = 60.0  # seconds in which a browser has come for its file
AT_ONCE = 4  # of one session


class Fresh(MediaFileMetadata):
    """A file that was just made. No page refers to it, and such ones Streamlit puts away as soon as two runs of anybody
    have ended: while others work, its owner came too late."""

    def __init__(self):
        super().__init__(MediaFileKind.DOWNLOADABLE)
        self.until = time.monotonic() + STAYS

    def stays(self) -> bool:
        return time.monotonic() < self.until

    def mark_for_delete(self) -> None:
        if not self.stays():
            super().mark_for_delete()


_fresh: list[tuple[str, Fresh]] = []  # session, file


class Told(Exception):
    """Raised by what makes a file: its text is the sentence that the reader is to see, in their language."""


class Handler(DeferredFileHandler):
    """Streamlit's, with our sentences below the button."""

    async def handle(self, request, session_id):
        files, id_ = self._get_media_file_mgr(), request.deferred_file.file_id
        try:
            if not _of(files, id_, session_id):
                raise MediaFileStorageError(id_)
            url = await asyncio.to_thread(files.execute_deferred, id_)
            _stays(files, session_id, url)
        except MediaFileStorageError as fault:
            return BackendOperationResponse(request_id=request.request_id, error_msg=said(fault))
        made = DeferredFileResponsePayload(url=url)
        return BackendOperationResponse(request_id=request.request_id, deferred_file=made)


def _of(files: MediaFileManager, id_: str, session_id: str) -> bool:
    """Whether a button is one of this session's: by another's id Streamlit would make the file, in its owner's name."""
    entry = files._deferred_callables.get(id_)
    return entry is not None and entry["session_id"] == session_id


def _stays(files: MediaFileManager, session_id: str, url: str) -> None:
    """The file at `url` stays for a while; of one session the last few only: else whoever clicks on and on fills memory."""
    made = Fresh()
    with files._lock:
        files._file_metadata[url.rpartition("/")[2].partition(".")[0]] = made
        _fresh[:] = [(whose, one) for whose, one in _fresh if one.stays()]
        own = [one for whose, one in _fresh if whose == session_id]
        for one in own[: max(0, len(own) - AT_ONCE + 1)]:
            one.until = 0.0
        _fresh.append((session_id, made))


def said(fault: MediaFileStorageError) -> str:
    """The sentence of whoever made the file; of a button that the server no longer knows, one in every language."""
    if isinstance(fault.__cause__, Told):
        return str(fault.__cause__)
    if fault.__cause__ is not None:
        log.error("a download that went wrong", exc_info=fault.__cause__)
    return " / ".join(voice(lang)("download.gone") for lang in LANGUAGES)


def begin() -> None:
    """From now on each session asks our handler."""
    app_session.DeferredFileHandler = Handler
