"""Engine: lives pairs of worlds for all visitors at once, first answers before refinement."""
