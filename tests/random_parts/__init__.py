"""The parts of tests/random_ledger.py. Written from domain.md and from what offices do, not from the importer."""
