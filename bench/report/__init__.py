"""How fast CareBoard is, end to end, beside the same page made in other ways (python -m bench.report)."""
