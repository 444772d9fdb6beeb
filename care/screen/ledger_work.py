"""Long work beside the page: reading, taking in, reading again. It runs in a thread of its own.

Streamlit breaks a script run off at any click; work that writes must not be broken off so. The thread calls no
Streamlit; the page looks at it twice a second, says how far it has come in rows, and may cancel it.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from care import access, turns
from care.ledgers.progress import Cancelled, Step
from care.screen.escaping import plain
from care.screen.ledger_desk import Desk

AT_ONCE = 1.2  # seconds that the page waits before it shows progress: most files are done by then
LOOK = 0.5  # seconds between two looks
PARTS = {"read": (0.0, 0.5), "check": (0.5, 0.35), "compare": (0.85, 0.1), "write": (0.95, 0.05)}
FIGURES = "figures"  # all is written; the store is brought up to date


@dataclass
class Work:
    """`run` is called in the thread, `then` in the next script run when it has ended. `sort`: reading, taking,
    reapplying (as in words). The thread writes `at`, `file`, `step`; the page only reads them."""

    sort: str
    of: int  # files
    run: Callable[["Work"], None] = field(repr=False)
    then: Callable[["Work"], None] = field(repr=False)
    at: int = 0
    file: str = ""
    step: Step = Step("read")
    fault: BaseException | None = None
    began: float = field(default_factory=time.monotonic)
    allowed: Callable[[], bool] = lambda: True
    cancelled: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)

    def hear(self, step: Step) -> None:
        """A step of the file under work; the place where a cancel takes hold, and the end of somebody's access."""
        if self.cancelled.is_set() or not self.allowed():
            raise Cancelled
        self.step = step

    def hear_file(self, done: int, name: str) -> None:
        """The next file; '' when all are in and only the figures are left."""
        self.at, self.file = min(done, self.of - 1), name
        self.step = Step("read" if name else FIGURES)

    @property
    def share(self) -> float:
        if self.step.stage == FIGURES:
            return 1.0
        start, size = PARTS[self.step.stage]
        inside = min(1.0, self.step.rows / self.step.of) if self.step.of else 0.0
        return min(1.0, (self.at + start + size * inside) / max(self.of, 1))


def attend(desk: Desk, *wanted: Callable[[Desk], Work | None]) -> None:
    """See to the work of this session, or begin what is wanted first. While it lasts, the page shows only that."""
    work = st.session_state.get(access.WORK) or next((one for ask in wanted if (one := ask(desk))), None)
    if work is None:
        return
    if st.session_state.get(access.WORK) is not work:
        work.allowed = access.holds(desk.who)
        st.session_state[access.WORK] = work
        threading.Thread(target=_go, args=(work, f"work of {desk.who.name}"), daemon=True).start()
        with st.spinner(desk.t(f"ledgers.{work.sort}", n=work.of)):
            work.done.wait(AT_ONCE)
    if not work.done.is_set():
        _box(desk)
        st.stop()
    del st.session_state[access.WORK]
    work.then(work)
    if work.fault:
        raise work.fault
    st.rerun()


def _go(work: Work, whose: str) -> None:
    """One person has two works at once at the most, in however many windows."""
    try:
        with turns.turn(whose):
            work.run(work)
    except BaseException as fault:  # told by the page, with a number that the log knows
        work.fault = fault
    finally:
        work.done.set()


@st.fragment(run_every=LOOK)
def _box(desk: Desk) -> None:
    work: Work | None = st.session_state.get(access.WORK)
    if work is None or work.done.is_set():
        st.rerun()
    t = desk.t
    with st.container(border=True, key="working"):
        st.subheader(t(f"ledgers.{work.sort}", n=work.of), anchor=False)
        if work.file:
            st.markdown(t("ledgers.work_file", at=work.at + 1, of=work.of, file=plain(work.file)))
        st.progress(work.share, text=_step_said(desk, work))
        if work.step.stage == FIGURES:
            return
        st.button(
            t("ledgers.cancelling" if work.cancelled.is_set() else "ledgers.cancel"),
            key="cancel_work",
            on_click=work.cancelled.set,
            disabled=work.cancelled.is_set(),
        )


def _step_said(desk: Desk, work: Work) -> str:
    """How far, in rows, and for how long."""
    step, seconds = work.step, int(time.monotonic() - work.began)
    opening = step.stage == "read" and not step.rows
    key = "ledgers.step_open" if opening else f"ledgers.step_{step.stage}"
    said = desk.t(key, n=step.rows, of=step.of)
    return desk.t("ledgers.step_for", said=said, seconds=seconds)
