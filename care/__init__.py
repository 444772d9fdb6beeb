"""CareBoard: ledgers of special-group care, in the order of the way of the data."""

__version__ = "0.1.0"
