"""Speed: one world of each kind of town against the same few behaviours in plain Mesa, in the same run.

``python -m tests.benchmarks.speed``
"""

from collections.abc import Callable

from tests.benchmarks.measuring import side_by_side, table
from tests.benchmarks.plain_mesa import PlainTown
from tillit.model import Municipality
from tillit.model.origin import Origin
from tillit.model.scenarios import read_scenario
from tillit.model.simulation import run_world, settled
from tillit.model.town.seeds import key_of

MONTHS = 120
CLIENTS = 1200
POSTS = 20
ROUNDS = 10
TOWNS = {
    "standard": "an ordinary town of 1,200 households",
    "hassleholm": "Hässleholm as it acted",
    "vaxjo": "Växjö as it acted: every measure",
    "sollentuna": "Sollentuna as it acted: households and children",
    "herning": "Herning as it acted: children",
}
PLAIN = "plain Mesa, few behaviours, 1,200 households"


def live(town: PlainTown | Municipality) -> None:
    """Live a decade."""
    for _ in range(MONTHS):
        town.step()


def world_of(name: str) -> Callable[[], object]:
    """Return what lives a decade of a town, from a settled town on."""
    scenario = read_scenario(name)
    origin, key = Origin.of(scenario), key_of(1)
    town = settled(origin, key)
    return lambda: run_world(origin, scenario, town, key, months=MONTHS)


def main() -> None:
    """Measure, and print a table."""
    scenario = read_scenario("standard")
    origin, key = Origin.of(scenario), key_of(1)
    town = settled(origin, key)
    ways: dict[str, Callable[[], object]] = {PLAIN: lambda: live(PlainTown(CLIENTS, POSTS))}
    ways |= {title: world_of(name) for name, title in TOWNS.items()}
    ways |= {
        "the ordinary town with its run-in": lambda: run_world(
            origin, scenario, settled(origin, key), key, months=MONTHS
        ),
        "the same with every life written": lambda: run_world(
            origin, scenario, town, key, months=MONTHS, history=True
        ),
        "the same as a Mesa model, month by month": lambda: live(Municipality(scenario=scenario, seed=1)),
    }
    seconds = side_by_side(ways, ROUNDS)
    rows = [["", "ms of CPU", "times as fast"]]
    rows += [[name, f"{1e3 * it:,.1f}", f"{seconds[PLAIN] / it:,.1f}"] for name, it in seconds.items()]
    table(f"{MONTHS} months, one run, warm, the least of {ROUNDS} rounds", rows)


if __name__ == "__main__":
    main()
