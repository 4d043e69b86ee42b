"""The independent checker of proofs: it solves, orders and closes rules by itself.

It shares data with the rest (rules, rows, proof nodes) and no code that decides what is true, so
that a fault of the search or of an engine cannot hide behind the same fault here.
"""
