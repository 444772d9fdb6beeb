"""What a computer's own faults mean to people: the disk is full, may not be written, cannot lock, has gone; memory is
short; somebody else is writing."""

import errno

import duckdb
from filelock import Timeout

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SHUT = {errno.EROFS, errno.EACCES, errno.EPERM}
UNFIT = {
    errno.ENOLCK,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
    errno.EXDEV,
    errno.EINVAL,
}  # no place for a store
GONE = {
    errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ETIMEDOUT,
    *(getattr(errno, name) for name in ("ESTALE", "EHOSTDOWN", "EREMOTEIO") if hasattr(errno, name)),
}  # fmt: skip
CODES = {"disk_full": FULL, "disk_shut": SHUT, "disk_unfit": UNFIT, "disk_gone": GONE}
SAID = {  # by DuckDB, whose faults have no number; a commit that fails is no IOException
    "disk_full": ("No space left", "File too large"),
    "disk_shut": ("Permission denied", "Read-only file system"),
    "disk_unfit": ("No locks available", "Operation not supported", "Function not implemented"),
    "disk_gone": ("Stale file handle", "Input/output error", "Transport endpoint"),
}


def code_of(fault: BaseException) -> str:
    """The code of a problem (definitions/words/problems.*) for a fault of disk or memory, '' for any other."""
    if isinstance(fault, Timeout):
        return "lock_busy"
    if isinstance(fault, OSError):
        return next((code for code, numbers in CODES.items() if fault.errno in numbers), "")
    if isinstance(fault, MemoryError | duckdb.OutOfMemoryException):
        return "memory_short"
    if isinstance(fault, duckdb.Error):
        said = str(fault)
        return next((code for code, words in SAID.items() if any(word in said for word in words)), "")
    return ""
