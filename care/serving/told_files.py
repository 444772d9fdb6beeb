"""What the reader is told where a file cannot be made. Streamlit's own handler says one English sentence for every reason."""

import asyncio
import logging

from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError

from care.words import LANGUAGES, voice

log = logging.getLogger("careboard")


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
        except MediaFileStorageError as fault:
            return BackendOperationResponse(request_id=request.request_id, error_msg=said(fault))
        made = DeferredFileResponsePayload(url=url)
        return BackendOperationResponse(request_id=request.request_id, deferred_file=made)


def _of(files: MediaFileManager, id_: str, session_id: str) -> bool:
    """Whether a button is one of this session's: by another's id Streamlit would make the file, in its owner's name."""
    entry = files._deferred_callables.get(id_)
    return entry is not None and entry["session_id"] == session_id


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
