"""Several processes, real brokers, and what happens when one of them goes away."""
