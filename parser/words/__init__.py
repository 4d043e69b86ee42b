"""The way back: values, sentences, questions and cases as the words that parse to them."""
