"""Kernel: the model's entry points as WebAssembly, from the same intermediate code as the machine's own.

Numba turns each part of the model into LLVM's language. Here these parts are linked and given to
LLVM's writer of WebAssembly, which llvmlite brings along, in place of the processor's. Nothing of
the model is written twice; and sums and products are those of IEEE 754, so the bytes are the same.
"""

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from llvmlite import binding as llvm
from numba import typeof, types

from tillit.agents.foundation import parts
from tillit.agents.foundation.lending import taker
from tillit.model.assumptions import assume
from tillit.model.founding import settle_people, settle_staff
from tillit.model.month import Span, live
from tillit.model.staff.norms import keep_norms
from tillit.model.town.arrays import empty_town
from tillit.visualization.alone.loadable import loadable

# ruff: noqa: SLF001 - the modules of a compiled part are private to Numba; see `parts`

TRIPLE = "wasm32-unknown-unknown"
ADDRESSES = "p:32:64"
"""Addresses of four bytes that take the room of eight: tuples lie as on the machine that made the parts."""
BARRIER = re.compile(r'call ptr asm sideeffect "", "=r,0,~\{memory\}"\(ptr [a-z ]*(%[\w.]+)\)(?: #\d+)?')
"""What `lent` puts between writing a tuple and reading it; the browser's own `kept` takes its place."""
COUNTING = re.compile(r"(?ms)^define [^\n]*@(NRT_(?:inc|dec)ref)\(.*?^}\n")
"""Where Numba counts who holds an array: nobody does, all memory is the page's."""
MACHINE = re.compile(r'"(target-cpu|target-features|probe-stack)"="[^"]*"')

take_town = taker(empty_town(households=1, posts=1, employers=1, desks=1, months=1))
take_assumptions = taker(assume())


def norms_kept(town_at: int, number: int) -> None:
    """Keep the caseload norms of a month, as Python does between two events."""
    keep_norms(take_town(town_at), number)


WORD = types.int64
ENTRIES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "live": (live, (WORD, WORD, WORD, WORD, typeof(Span(np.uint64(1), 0, 1, 0, 1)))),
    "settle_people": (settle_people, (WORD, WORD, types.uint64, WORD)),
    "settle_staff": (settle_staff, (WORD, WORD, WORD, WORD, types.uint64, WORD)),
    "norms_kept": (norms_kept, (WORD, WORD)),
}
"""What the browser can call, and the types of the arguments."""


def kernel() -> bytes:
    """Return the model as a WebAssembly module; it takes its memory, and a stack in it, from the page."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(TRIPLE).create_target_machine(cpu="generic", opt=3)
    modules: dict[int, str] = {}
    names = {}
    for name, (function, arguments) in ENTRIES.items():
        part = parts.part(getattr(function, "py_func", function), inline=False, python=False)
        part.compile(arguments)
        made = part.overloads[arguments]
        names[made.fndesc.llvm_func_name] = name
        modules |= {id(it): str(it._final_module) for it in (made.library, *made.library._linking_libraries)}
    whole = _linked(modules.values(), str(machine.target_data).replace("p:32:32", ADDRESSES))
    for function in whole.functions:
        if not function.is_declaration:
            exported = names.get(function.name)
            function.linkage = "internal" if exported is None else "external"
            function.name = exported or function.name
    for constant in whole.global_variables:
        if not constant.is_declaration:
            constant.linkage = "internal"
    builder = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    builder.getModulePassManager().run(whole, builder)
    return loadable(machine.emit_object(whole), tuple(ENTRIES))


def _linked(modules: Iterable[str], layout: str) -> Any:  # noqa: ANN401 - the compiler has no types
    """Return one module of many, laid out for WebAssembly."""
    first, *others = (llvm.parse_assembly(_for_the_browser(it, layout)) for it in modules)
    for other in others:
        first.link_in(other)
    return first


def _for_the_browser(text: str, layout: str) -> str:
    """Return a part's intermediate code without what only this machine knows."""
    text = re.sub(r'target datalayout = ".*"', f'target datalayout = "{layout}"', text)
    text = re.sub(r'target triple = ".*"', f'target triple = "{TRIPLE}"', text)
    text = MACHINE.sub("", text).replace("@sqrt(", "@llvm.sqrt.f64(")
    text = COUNTING.sub(r"define linkonce_odr void @\1(ptr %it) {\n  ret void\n}\n", text)
    text, barriers = BARRIER.subn(r"call ptr @kept(ptr \1)", text)
    return text + "declare ptr @kept(ptr)\n" * bool(barriers)
