"""The case worker's desk: facts are told, questions asked, and everything can be taken back."""
