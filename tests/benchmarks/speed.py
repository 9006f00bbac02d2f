"""Speed: the full model against the same few behaviours in plain Mesa, in the same run.

``python -m tests.benchmarks.speed``
"""

from tests.benchmarks.measuring import fastest, table
from tests.benchmarks.plain_mesa import PlainTown
from tillit.model import Municipality
from tillit.model.scenarios import read_scenario
from tillit.model.simulation import Place, run_world, settled
from tillit.model.town.seeds import key_of

MONTHS = 120
CLIENTS = 1200
POSTS = 20


def live(town: PlainTown | Municipality) -> None:
    """Live a decade."""
    for _ in range(MONTHS):
        town.step()


def main() -> None:
    """Measure, and print a table."""
    scenario = read_scenario("standard")
    place, key = Place.of(scenario), key_of(1)
    town = settled(place, key)
    plain = fastest(lambda: live(PlainTown(CLIENTS, POSTS)), 2)
    ways = {
        "plain Mesa, few behaviours": plain,
        "full model, from a settled town": fastest(
            lambda: run_world(place, scenario, town, key, months=MONTHS), 20
        ),
        "full model, with its run-in": fastest(
            lambda: run_world(place, scenario, settled(place, key), key, months=MONTHS), 10
        ),
        "full model, with every life written": fastest(
            lambda: run_world(place, scenario, town, key, months=MONTHS, history=True), 10
        ),
        "as a Mesa model, month by month": fastest(lambda: live(Municipality(scenario=scenario, seed=1)), 3),
        "as a Mesa model, run-in only": fastest(lambda: Municipality(scenario=scenario, seed=1), 5),
    }
    rows = [["", "ms", "times as fast"]]
    rows += [[name, f"{1e3 * it:,.1f}", f"{plain / it:,.1f}"] for name, it in ways.items()]
    table(f"{CLIENTS:,} households, {MONTHS} months, one run, warm", rows)


if __name__ == "__main__":
    main()
