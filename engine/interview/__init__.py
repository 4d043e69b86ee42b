"""The guided interview: only what can still change the answer is asked, the most decisive first."""
