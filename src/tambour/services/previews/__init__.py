"""Previews of links: what a page says of itself, and the worker that asks it."""
