"""The parts of bench/fuzz_import.py: what is mutated, how, and how the outcome is judged."""
