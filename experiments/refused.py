"""Refused: what was asked cannot be done, in words for whoever asked; and what is not installed."""

import importlib
from types import ModuleType

PACKAGES = {
    "SALib": "SALib",
    "dask": "dask[dataframe]",
    "distributed": "distributed",
    "ema_workbench": "ema-workbench",
    "emcee": "emcee",
    "netCDF4": "netCDF4",
    "sklearn": "scikit-learn",
    "xarray": "xarray",
}
"""Packages of the extra ``research``, which only some questions need: what one imports, and installs."""


class RefusedError(ValueError):
    """Something that was asked cannot be done; the text says what is wrong and what to try."""


def needed(module: str) -> ModuleType:
    """Return a module of the extra ``research`` by its full name; RefusedError if it is not installed."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        top = module.partition(".")[0]
        if error.name is not None and error.name.partition(".")[0] not in PACKAGES:
            raise
        message = (
            f"this needs the package {PACKAGES.get(top, top)}, which is not installed: "
            'add --extra research after "uv run", or pip install "tillit[research]"'
        )
        raise RefusedError(message) from None
