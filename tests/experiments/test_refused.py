"""Research: what is not installed is named, with how to install it."""

import sys

import pytest

from tillit.experiments.refused import RefusedError, needed


def test_module_that_is_installed_is_returned() -> None:
    assert needed("json.decoder").__name__ == "json.decoder"


def test_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(RefusedError, match=r"scikit-learn, which is not installed: add --extra research"):
        needed("sklearn")


def test_fault_inside_a_package_is_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "json.decoder", None)
    with pytest.raises(ModuleNotFoundError):
        needed("json.decoder")
