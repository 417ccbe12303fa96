"""Rules that an operator writes: a small language that always ends, what it can ask, and what it may lead to. Pure."""
