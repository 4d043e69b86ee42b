"""Datalog as SQL: what each predicate's columns hold, each rule a query, strata in order."""
