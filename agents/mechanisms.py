"""Mechanisms: the explanations that can be switched off, one by one."""

from typing import NamedTuple


class Mechanisms(NamedTuple):
    """Which explanations act: 1 on, 0 off."""

    continuity: int = 1
    """Trust grows while the same persons meet; off: each kind of tie is frozen at its mean when it begins."""
    reach: int = 1
    """A caseworker reaches partners through colleagues; off: only through ties of their own."""
    crowding_out: int = 1
    """Crises take hours from planned meetings; off: they cost money and stress, not hours."""
    stress_turnover: int = 1
    """A caseworker's own stress makes ill and makes leave; off: all have `staffing.ordinary`."""
    handover: int = 1
    """A successor keeps a share of the predecessor's trust; off: they begin at nothing."""
    demands: int = 1
    """Demands and control act on exits, anxiety and trust; off: no control, all ask `demands.ORDINARY`."""
    durability: int = 1
    """A well-matched job lasts longer; off: all jobs last alike."""
    local_knowledge: int = 1
    """Knowing the town makes a caseworker better; off: all know it fully."""
