"""Classroom: a class guesses in its own browsers, on the teacher's machine, without accounts."""
