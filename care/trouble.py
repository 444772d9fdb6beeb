"""What a computer's own faults mean to people: the disk is full, may not be written, memory is short."""

import errno

import duckdb

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SHUT = {errno.EROFS, errno.EACCES, errno.EPERM}


def code_of(fault: BaseException) -> str:
    """The code of a problem (definitions/words/problems.*) for a fault of disk or memory, '' for any other."""
    if isinstance(fault, OSError):
        return "disk_full" if fault.errno in FULL else "disk_shut" if fault.errno in SHUT else ""
    if isinstance(fault, MemoryError | duckdb.OutOfMemoryException):
        return "memory_short"
    if isinstance(fault, duckdb.Error):  # a commit that fails is no IOException
        said = str(fault)
        if "No space left" in said or "File too large" in said:
            return "disk_full"
        if "Permission denied" in said or "Read-only file system" in said:
            return "disk_shut"
    return ""
