"""Ledger files in: reading → recognising → checking → batches. `importing.import_file` walks the whole way."""
