"""Words as the detectors read them."""
