"""The Datalog core and the step into it from the resolved tree."""
