"""Who is asking: on one's own PC nobody needs to say so; with a login, whom the provider named, while the sign-in lasts."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from care import audit, office, sessions
from care.serving import setup

LOCAL = "local"


@dataclass(frozen=True)
class Identity:
    """`name` is '' unless known. Whoever need not sign in, or has, may go on (`welcome`)."""

    name: str
    signed_in: bool
    login_needed: bool
    ended: bool = False  # signed in once, but too long ago, signed out elsewhere, or without a usable name

    @property
    def welcome(self) -> bool:
        return self.signed_in or not self.login_needed


def login_needed() -> bool:
    """Whether people have to say who they are here."""
    return setup.read().login is not None


def identity() -> Identity:
    """Who runs this session. Never believes anything but the signed cookie of the provider's answer."""
    settings = setup.read()
    if settings.login is None:
        return Identity(LOCAL, False, False)
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        return Identity("", False, True)
    name = sessions.name_of(claims, settings.own.claim)
    if not name or not sessions.alive(claims, settings.own.session_hours):
        return Identity("", False, True, ended=True)
    if sessions.begins(claims):
        audit.record(office.data_dir(), name, "sign_in")
    return Identity(name, True, True)


def lasting() -> Callable[[], bool]:
    """For what runs outside any page (a download): whether the sign-in of this session still counts by then."""
    settings = setup.read()
    if settings.login is None:
        return lambda: True
    claims = st.user.to_dict()
    return lambda: sessions.alive(claims, settings.own.session_hours)


def sign_out() -> None:
    """End this sign-in everywhere, forget what the session held, and leave to the provider's sign-out."""
    sessions.end(st.user.to_dict(), setup.read().own.session_hours)
    st.session_state.clear()
    st.logout()


def providers() -> list[str]:
    """Names of the providers somebody may sign in with, as st.login takes them."""
    login = setup.read().login
    return list(login.providers) if login else []
