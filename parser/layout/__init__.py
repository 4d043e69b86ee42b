"""The one layout of law, case and translation files: the same tokens, in their places."""
