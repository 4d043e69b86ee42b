"""The knowledge base: loading, provisions, and the law itself."""
