"""The life of a message, in order: accept, record, deliver, (screen,) enforce."""
