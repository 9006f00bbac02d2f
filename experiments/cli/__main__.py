"""``python -m experiments.cli`` is the same as ``tillit``."""

from experiments.cli import main

main()
