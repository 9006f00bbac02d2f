"""Refused: what was asked cannot be done, in words for whoever asked."""


class RefusedError(ValueError):
    """Something that was asked cannot be done; the text says what is wrong and what to try."""
