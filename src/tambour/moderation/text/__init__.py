"""Words as the detectors read them: folded, matched, judged by what stands around them. Pure; judges nobody."""
