"""Public pages: a channel, a post, a person, read by anybody and by machines, without a script."""
