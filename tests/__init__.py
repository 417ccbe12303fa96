"""The tests mirror the source tree; beside them: laws, faults, the house looking at itself, the browser."""
