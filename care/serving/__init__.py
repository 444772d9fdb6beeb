"""One way in: what stands between the network and the pages. `app.py` gives these parts to st.App."""

import asyncio
import contextlib
import logging
import sys
from concurrent.futures import ThreadPoolExecutor

from starlette.middleware import Middleware
from streamlit import runtime

from care import journal, office, unlogged
from care.serving import health, rules, setup, told_files
from care.serving.gate import Gate
from care.serving.headers import Headers
from care.serving.rules import Fault
from care.strict_toml import DefinitionError
from care.words import LANGUAGES, of_definitions, voice

log = logging.getLogger("careboard")
THREADS = 64


def parts() -> dict:
    """What st.App needs: routes, middleware, start. Ends the process where it must not serve."""
    known_or_end()
    settings = setup.read()
    refuse(rules.faults(settings))
    setup.plain_log()
    setup.no_spilling()
    told_files.begin()
    journal.begin(office.data_dir())
    return {
        "routes": [health.ROUTE],
        "middleware": [
            Middleware(Headers, https=settings.https, session_hours=settings.own.session_hours),
            Middleware(Gate, setup=settings),
        ],
        "lifespan": start,
        "on_script_error": told,
    }


def words(faults: list[Fault]) -> str:
    """Why CareBoard does not start and how to go on, in each language."""
    told = []
    for lang in LANGUAGES:
        t = voice(lang)
        told += [t("serving.refuses"), *(f"- {t(f'serving.{one.code}', **one.values)}" for one in faults), ""]
    return "\n".join(told).strip()


def refuse(faults: list[Fault]) -> None:
    """Say it and end with exit code 1; nothing without faults."""
    if faults:
        print(words(faults), file=sys.stderr, flush=True)
        sys.exit(1)


def known_or_end() -> None:
    """End with exit code 1 and a sentence where the definitions cannot be used: each page would only fault."""
    try:
        office.rules()
    except DefinitionError as fault:
        print(*of_definitions(fault), sep="\n", file=sys.stderr, flush=True)
        sys.exit(1)


def told(fault: Exception) -> bool:
    """A fault outside a page's guard (in a callback): logged without its values. Shown as Streamlit shows it, which is
    without details."""
    log.error("fault outside a page", exc_info=fault)
    return False


@contextlib.asynccontextmanager
async def start(_app):
    """Before the first visitor: settings are looked at once more (the file may have changed), then app.py runs once, so
    that the menu is known, the store is open, and the first visitor does not wait for it."""
    faults = rules.faults(setup.read())
    if faults:
        print(words(faults), file=sys.stderr, flush=True)
        raise RuntimeError("refused to serve: " + ", ".join(one.code for one in faults))
    # Downloads are made in threads; those that wait for their turn must not keep others from theirs.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "work"))
    await asyncio.to_thread(unlogged.write_down, office.data_dir())  # of whoever was killed the last time
    ok, said = await runtime.get_instance().does_script_run_without_error()
    if not ok:
        log.warning("the first run of app.py went wrong: %s", said)
    yield {}
