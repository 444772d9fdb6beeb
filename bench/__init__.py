"""Generators and measurements. Nothing here is used when CareBoard runs."""
