"""Certain and possible: what is known as plain stratified Datalog."""
