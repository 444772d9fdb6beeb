"""What a crash may leave behind: where the data are sealed, no image of the process's memory."""

import contextlib
import ctypes
import sys

from care import vault

try:
    import resource
except ImportError:  # only POSIX has it
    resource = None

DUMPABLE = 4  # prctl's PR_SET_DUMPABLE


def leave_no_image() -> None:
    """No core file. On Linux not even where the system hands images to a program, which asks for no limit."""
    if not vault.private() or resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library than the usual one
            ctypes.CDLL(None).prctl(DUMPABLE, 0, 0, 0, 0)
