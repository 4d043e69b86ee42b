"""The public cases of the sections of `examples/us-tax`, read where they lie and asked."""
