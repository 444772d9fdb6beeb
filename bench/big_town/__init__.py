"""A seeded county or province of any size, as the batches that its offices would have sent (python -m bench.big_town)."""
