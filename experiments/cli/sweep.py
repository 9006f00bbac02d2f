"""Sweep: the group of commands that run many towns, and ask what came of them."""

from tillit.experiments.cli.on_demand import Address, group

sweep = group(
    "Run many towns, variants and assumptions, and ask what came of them.",
    {
        "example": Address("sweep_run:example", "Print a design that runs as it is: a start for one's own."),
        "plan": Address("sweep_forecast:plan", "Say how many runs a design is, and how long they take."),
        "run": Address("sweep_run:run", "Run a design into a folder, or what is missing of it there."),
        "retry": Address("sweep_run:retry", "Run once more where runs failed."),
        "status": Address("sweep_run:status", "Say how much of a sweep is done, and who is at it."),
        "failures": Address("sweep_run:failures", "List the runs that failed, each with its row."),
        "export": Address("sweep_answers:export", "Write all runs into one file that says what it holds."),
        "sql": Address("sweep_answers:sql", "Ask in SQL, over the views runs, design and failures."),
        "bands": Address("sweep_answers:bands", "Say between which figures an output lies, month by month."),
        "compare": Address("sweep_answers:compare", "Say what one variant, or town, has beyond another."),
        "convergence": Address("sweep_answers:convergence", "Say whether there are runs enough."),
        "sensitivity": Address(
            "sweep_answers:sensitivity",
            "Say which factors an output depends on.",
        ),
        "prim": Address("sweep_answers:prim", "Say in which boxes of the factors it does not pay (PRIM)."),
        "tipping": Address("sweep_answers:tipping", "Draw a map over two factors of a grid."),
    },
)
