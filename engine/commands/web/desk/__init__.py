"""The desk in the browser: a folder of cases, and pages on which each is told and answered."""
