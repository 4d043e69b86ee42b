"""One file per verb: parse arguments, call one function, print."""
