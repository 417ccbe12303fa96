"""The client protocol over WebSocket: framing, outbox and back-pressure, live interest."""
