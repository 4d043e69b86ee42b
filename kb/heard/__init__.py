"""What somebody says in words of their own -> the sentences of the laws that may be meant by it."""
