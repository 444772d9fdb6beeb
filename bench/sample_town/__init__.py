"""The believable sample town 青溪镇: invented, and written as ledgers the way its offices would send them.

`python -m bench.sample_town` writes data/samples/, tests/expected/sample_town.json and tests/files/.
The way of the data: places, names → people (elders, children, schemes) → flows → pairing → contacts, relief
→ ledgers (files) and truth (the generator's own answer, never read back from the files).
Nobody here is real: ID area codes 9901xx and the telephone prefix 160 belong to no one.
"""
