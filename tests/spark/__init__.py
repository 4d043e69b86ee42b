"""Tests that need Spark and Java; `make spark` installs the first and runs them."""
