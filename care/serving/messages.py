"""What a page's web socket may ask: running the script, uploads, downloads. Streamlit's tools for developers pass not.

Without this, anybody who may open the page (with a login, even its sign-in page) could empty every cache, or be told the
names of files in the program's folder. Names are those of Streamlit 1.67's BackMsg.
"""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

MAY = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
)
LARGEST = 1_000_000  # bytes; what widgets say is a few thousand, and each session keeps what it was told
DEEDS = frozenset({"deferred_file", "dataframe_chunk"})  # of a backend_operation_request


def may_pass(data: bytes | None) -> bool:
    """Whether one message of a browser is one that our pages need."""
    if len(data or b"") > LARGEST:
        return False
    asked = BackMsg()
    try:
        asked.ParseFromString(data or b"")
    except DecodeError:
        return False
    kind = asked.WhichOneof("type")
    if kind == "backend_operation_request":
        return any(asked.backend_operation_request.HasField(deed) for deed in DEEDS)
    return kind in MAY


def sifted(receive):
    """The ASGI `receive` of a web socket without the messages that may not pass."""

    async def next_one():
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or may_pass(message.get("bytes")):
                return message

    return next_one
