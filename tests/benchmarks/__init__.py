"""Speed, as figures and ratios: `python -m tests.benchmarks`. These are no tests."""
