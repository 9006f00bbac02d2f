"""Lessons: texts, questions and guesses for a class, whose numbers the model and cited sources give."""
