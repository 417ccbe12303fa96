"""The outside world behind the ports: PostgreSQL, the bus, senders, clock."""
