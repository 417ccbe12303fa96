"""Web Push: where people's browsers are, and the worker that tells them what was said."""
