"""Benchmarks: they print what they measure, and nothing is asserted about time.

Not collected with the tests. From the project's folder::

    python -m tests.benchmarks.speed      the full model against plain Mesa, in one run
    python -m tests.benchmarks.size       nanoseconds a client-month, and memory, by size of the town
    python -m tests.benchmarks.starting   cold start, warm start, and the command line's help
    python -m tests.benchmarks.asking     answers from 100,000 stored runs: bands, pairs, convergence, SQL
"""
