"""Laws: what must hold for every history, with a mutant beside each that must be caught."""
