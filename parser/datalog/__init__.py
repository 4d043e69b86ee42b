"""The Datalog core: lowering the resolved tree to it, checking it, and showing it.

Each pass is imported from its own module: most runs find their laws lowered already, and need
the tree alone.
"""
