"""Bots: their numbers for chats and messages, what they hear, keyboards, and texts as they write them. Pure."""
