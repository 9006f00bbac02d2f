"""``python -m experiments.cli`` is the same as ``tillit``."""

from tillit.experiments.cli import main

main()
