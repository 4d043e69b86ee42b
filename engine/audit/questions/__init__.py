"""What an audit asks of each conclusion of the laws: one file a question.

A question adds lines to the program of the solver, and afterwards reads what came of them.
"""
