"""Sweep: commands of a sweep's design; running and asking have files of their own."""

import typer

sweep = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Run many towns, variants and assumptions, and ask what came of them.",
)


@sweep.command()
def example() -> None:
    """Print a design that runs as it is: a start for one's own.

    tillit sweep example > my-sweep.toml
    """
    from experiments.sweeps.example import example_text  # noqa: PLC0415 - lazy: needed here only

    typer.echo(example_text(), nl=False)
