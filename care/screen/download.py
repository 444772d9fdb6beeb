"""The one button that hands out a file: made on the click, written down, and only while the asker may still have it."""

import hashlib
from collections.abc import Callable

import streamlit as st

from care import access, audit, office
from care.roles import User
from care.screen import password
from care.serving import handed

Make = Callable[[], bytes]


def download(
    who: User, label: str, data: bytes | Make, file_name: str, mime: str, key: str, secret: str = "", **look
) -> None:
    """The file is asked for on the click, which runs neither app.py nor the page: it asks again whether `who` may see
    and do what they could when the button was drawn, and is handed to nobody else. With a `secret` it is a .zip behind that password."""
    make = data if callable(data) else lambda: data
    st.download_button(
        label,
        data=access.while_it_holds(who, lambda: password.locked(file_name, make(), secret)),
        file_name=password.name_of(file_name, secret),
        mime=handed.marked("application/zip" if secret else mime, who),
        on_click="ignore",
        key=key,
        **look,
    )


def written_down(who: User, make: Make, **facts) -> Make:
    """The same file, and a line in the audit log that it was taken, with its hash."""

    def made() -> bytes:
        data = make()
        audit.record(
            office.data_dir(), who.name, "list_taken", sha256=hashlib.sha256(data).hexdigest(), **facts
        )
        return data

    return made
