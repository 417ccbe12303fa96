"""The objects of both published contracts as one set of types, by their names there; tests walk the contracts."""
