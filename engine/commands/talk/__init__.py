"""The conversation: a state, a request, and the state that follows. Knows the terminal."""
