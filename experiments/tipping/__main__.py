"""Write docs/regimes.md and its figure anew: ``python -m tillit.experiments.tipping docs/regimes.md``."""

import sys
from pathlib import Path

from tillit.experiments.tipping.regimes import write

if __name__ == "__main__":
    write(Path(sys.argv[1]))
