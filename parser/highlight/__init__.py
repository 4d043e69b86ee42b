"""What each stretch of a law or case file is, for whatever shows it in colours."""
