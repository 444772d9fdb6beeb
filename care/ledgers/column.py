"""One column of a table as understood."""

from dataclasses import dataclass

Paths = tuple[tuple[str, ...], ...]
Sample = list[list[str]]  # by column


@dataclass(frozen=True)
class Column:
    """One column as understood. `field` None = unknown heading, '' = known and not kept."""

    at: int
    heading: str
    field: str | None
    confidence: float
    how: str
