"""The one button that hands out a file: made on the click, written down, and only while the asker may still have it."""

import hashlib
from collections.abc import Callable

import streamlit as st

from care import access, audit, office
from care.roles import User

Make = Callable[[], bytes]


def download(who: User, label: str, data: bytes | Make, file_name: str, mime: str, key: str, **look) -> None:
    """`data` that is a function is called on the click, which runs neither app.py nor the page: it asks again whether
    `who` may see and do what they could when the button was drawn."""
    st.download_button(
        label,
        data=access.while_it_holds(who, data) if callable(data) else data,
        file_name=file_name,
        mime=mime,
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
