"""Laws as a site of static files: provisions, what feeds what, worked cases with their proofs."""
