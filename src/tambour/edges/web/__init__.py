"""HTTP: the same methods as RPC, server-sent events, public pages, the built client."""
