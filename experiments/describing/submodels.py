"""Submodels: every file of rules, in a sentence, and how many parameters it declares."""

from tillit.experiments.describing.markdown import bullets, sentence
from tillit.experiments.describing.source import actor_modules, place_of, prose, verbs_of
from tillit.model.assumptions import BEHAVIOUR, Assumptions


def submodels(*told: str) -> str:
    """Return the files of `agents` that have rules and are not told already, with what each is about."""
    return bullets(
        f"[{prose(it)[0]}](../{place_of(it)}){_many(declared(it))}: {first_sentence(prose(it)[1])}"
        for it in actor_modules()
        if verbs_of(it) and it.rpartition(".")[2] not in told
    )


def _many(parameters: int) -> str:
    """Return a number of parameters in parentheses; nothing for none."""
    return f" ({parameters})" if parameters else ""


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return sentence(text.split("\n\n", maxsplit=1)[0].partition(". ")[0])


def declared(module: str) -> int:
    """Return how many behavioural parameters a module declares."""
    groups = [name for name, it in Assumptions._field_defaults.items() if type(it).__module__ == module]
    return sum(name.partition(".")[0] in groups for name in BEHAVIOUR)
