"""The page's words: nothing that it says is missing in a language."""

import re

import pytest

from tillit.experiments.telling.catalogue import catalogue
from tillit.model.scenarios import town_names
from tillit.visualization.engine.hello import hello
from tillit.visualization.page_words import STATIC, page_words, texts

FIELD = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", ["sv", "da"])
def test_every_text_of_the_scripts_is_in_the_catalogue(language: str) -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue(language)}
    assert [text for text in texts() if text not in known] == []


@pytest.mark.parametrize("language", ["sv", "da"])
def test_a_translation_fills_in_what_the_text_does(language: str) -> None:
    wrong = {
        text: said
        for text, said in page_words(language).items()
        if set(FIELD.findall(text)) != set(FIELD.findall(said))
    }
    assert wrong == {}


@pytest.mark.parametrize("language", ["sv", "da"])
def test_sizes_events_and_charts_are_called_something_in_every_language(language: str) -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue(language)}
    for town in town_names():
        said = hello(town, "en")["town"]
        words = [it["label"] for it in said["sliders"]]
        words += [
            text
            for kind in said["events"]
            for it in kind["fields"]
            for text in (it["label"], it["unit"], *(choice["label"] for choice in it["choices"] or ()))
            if text
        ]
        assert [word for word in words if word not in known] == []


def test_no_text_is_written_into_a_template_by_hand() -> None:
    loose = re.compile(r"(?<!=)>\s*([A-Za-z][A-Za-z ,.?!:]{2,})\s*</")
    for path in STATIC.glob("*.js"):
        found = set(loose.findall(path.read_text(encoding="utf-8"))) - {"Tillit"}
        assert not found, path.name
