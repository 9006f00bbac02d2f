"""Child cases: children come, meet their caseworker, are supported, placed and returned."""
