"""Alone: the page as files that need no Python: the model as WebAssembly; towns, words, lessons as data."""
