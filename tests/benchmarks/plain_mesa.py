"""The same few behaviours in idiomatic Mesa and NetworkX, written for the comparison only.

Agents are objects, the trust graph is an ordinary NetworkX graph, and luck is
the model's own generator. It has clients who meet, trust, fall into crisis and
leave, and caseworkers whose hours run out and who resign. It has no employers,
agencies, reach, placements, ledger, events, households' composition, or keyed
luck: all of that the full model does in addition.
"""

from typing import Any

import mesa
import networkx as nx


class Worker(mesa.Agent):
    """A caseworker with a month's hours."""

    model: "PlainTown"

    def __init__(self, model: "PlainTown") -> None:
        super().__init__(model)
        self.begin()

    def begin(self) -> None:
        """Begin on the post."""
        self.tenure, self.stress, self.hours = 0, 0.2, 0.0

    def open_month(self) -> None:
        """Do the statutory work; keep the other hours for crises and meetings."""
        self.cases = self.model.trust.degree(self)
        self.hours = max(0.0, 99.0 - 1.15 * self.cases)

    def close_month(self) -> None:
        """Feel the month, and resign perhaps: all ties are lost then."""
        self.stress += 0.15 * ((0.8 if self.hours <= 0.0 else 0.2) - self.stress)
        self.tenure += 1
        if self.model.random.random() < 0.006 + 0.055 * self.stress**2:
            for client in self.model.trust[self]:
                self.model.trust[self][client]["trust"] *= 0.15
            self.begin()


class Household(mesa.Agent):
    """A household on assistance."""

    model: "PlainTown"

    def __init__(self, model: "PlainTown") -> None:
        super().__init__(model)
        self.distance = model.random.random()
        self.silence = 0
        few = model.random.sample(model.workers, 4)
        self.worker = min(few, key=model.trust.degree)
        model.trust.add_edge(self, self.worker, trust=0.0, since=model.steps, meetings=0, last=model.steps)

    def fall_into_crisis(self) -> None:
        """Fall into crisis, perhaps, which takes the caseworker's hours."""
        trust = self.model.trust[self][self.worker]["trust"]
        risk = 0.018 * (1.0 + 0.45 * min(8, self.silence)) * (1.0 - 0.6 * trust)
        if self.model.random.random() < risk:
            self.worker.hours -= 4.0

    def meet(self) -> None:
        """Meet the caseworker, if there are hours, and come nearer to self-support."""
        tie = self.model.trust[self][self.worker]
        if self.worker.hours < 1.3 or self.model.random.random() > 0.78 + 0.18 * tie["trust"]:
            self.silence += 1
            tie["trust"] *= 1.0 - (0.16 if self.silence % 3 == 0 else 0.035)
            return
        self.worker.hours -= 1.3
        self.silence = 0
        tie["trust"] += 0.13 * (1.0 - tie["trust"])
        tie["meetings"] += 1
        tie["last"] = self.model.steps
        self.distance = max(0.0, self.distance - 0.09 * (0.35 + 0.65 * tie["trust"]))

    def leave(self) -> None:
        """Leave assistance, perhaps; another household comes instead."""
        if self.model.random.random() < 0.36 * (1.0 - self.distance) ** 4 + 0.006:
            self.model.trust.remove_node(self)
            self.remove()
            Household(self.model)


class PlainTown(mesa.Model):
    """A town of clients and caseworkers."""

    def __init__(self, clients: int = 1200, workers: int = 20, seed: int = 1) -> None:
        super().__init__(seed=seed)
        self.trust = nx.Graph()
        self.workers = [Worker(self) for _ in range(workers)]
        self.trust.add_nodes_from(self.workers)
        for _ in range(clients):
            Household(self)
        reporters: dict[str, Any] = {
            "households": lambda town: len(town.agents_by_type[Household]),
            "trust": lambda town: sum(data["trust"] for _, _, data in town.trust.edges(data=True)),
        }
        collector: Any = mesa.DataCollector
        self.datacollector = collector(model_reporters=reporters)

    def step(self) -> None:
        """Live one month."""
        households = self.agents_by_type[Household]
        workers = self.agents_by_type[Worker]
        workers.do("open_month")
        households.do("fall_into_crisis")
        households.shuffle_do("meet")
        households.do("leave")
        workers.do("close_month")
        self.datacollector.collect(self)
