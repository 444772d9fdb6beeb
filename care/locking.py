"""The lock of one writer at a time. Only locks of the operating system count: where a file system has none, filelock would
put up with a mere file, which a killed process leaves behind; that is refused instead."""

from pathlib import Path

from filelock import FileLock


def lock_at(path: Path, timeout: float) -> FileLock:
    """A lock, not yet taken, on the file `path` (`timeout` in seconds). Taking it raises filelock.Timeout, or OSError
    where files cannot be locked (care.trouble says what that means)."""
    return FileLock(path, timeout=timeout, fallback_to_soft=False)


def log_lock(log: Path, timeout: float) -> FileLock:
    """The lock of a log, beside it."""
    return lock_at(log.with_suffix(".lock"), timeout)
