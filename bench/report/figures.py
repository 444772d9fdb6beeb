"""What a row of measurements says."""

import statistics
from collections.abc import Sequence


def told(values: Sequence[float], unit: str = "ms") -> dict:
    """Median, 95th percentile (the nearest rank), least, most and number of runs."""
    ranked = sorted(values)
    if not ranked:
        return {"unit": unit, "runs": 0}
    return {
        "unit": unit,
        "median": round(statistics.median(ranked), 1),
        "p95": round(ranked[min(len(ranked) - 1, -(-len(ranked) * 95 // 100) - 1)], 1),
        "least": round(ranked[0], 1),
        "most": round(ranked[-1], 1),
        "runs": len(ranked),
    }
