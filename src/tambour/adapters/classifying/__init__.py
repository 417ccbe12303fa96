"""The fillings of the classifier slot: a light model of one's own, a large one behind an address, or none."""
