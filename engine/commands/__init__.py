"""One file a verb: parse arguments, call one function, print."""
