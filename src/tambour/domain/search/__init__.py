"""What search thinks a word is: folding, questions, and where a text answers them. Pure."""
