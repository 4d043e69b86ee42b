"""Which small mistakes in a law its worked cases would notice."""
