"""Trust and safety, pure: harms, policy, priority, reasons. The only floor that knows why something is restricted."""
