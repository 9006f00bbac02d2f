"""Research: packages that only some questions need, and that are not installed with the rest."""

import importlib
from types import ModuleType

from tillit.experiments.refused import RefusedError

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
"""What one imports, and what one installs."""


def needed(module: str) -> ModuleType:
    """Return a module of the extra ``research`` by its full name.

    RefusedError if its package is not installed.
    """
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
