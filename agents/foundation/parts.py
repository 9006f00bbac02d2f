"""Parts: how a kernel and what it calls become machine code.

By itself Numba makes a finished library of each function: it links all that the function
calls, optimises the whole, and turns it into machine code, again at each level of calls. Nobody
calls a part but a kernel, so here a part is only typed and lowered, and the rest is done once,
for the kernel. The price is a few of Numba's private names. Its version is pinned; and with
``numba.njit`` in the place of `part` and `whole` all numbers stay the same, only later.
"""

import gc
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numba
from llvmlite import binding
from numba import _dynfunc
from numba.core import codegen, compiler, lowering, typed_passes
from numba.core.compiler_lock import global_compiler_lock
from numba.core.compiler_machinery import PassManager, register_pass
from numba.core.registry import CPUDispatcher

from tillit.agents.foundation.keeping import Kept, one_at_a_time
from tillit.agents.foundation.seeing import name_of

# ruff: noqa: SLF001 - what is private to Numba is used here and in `keeping`, and nowhere else


def part(function: Callable[..., Any], *, inline: bool, python: bool = True) -> Any:
    """Compile a function that kernels call.

    Parameters
    ----------
    function
        The function.
    inline
        Whether it is compiled into each place that uses it.
    python
        Whether Python may call it, too; for that it is compiled once more, as a kernel.
    """
    pipeline = _InlinePart if inline else _ApartPart
    options: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "pipeline_class": pipeline}
    made: Any = numba.njit(nogil=True, forceinline=inline, **options)(function)
    made.__class__ = _Part if python else _Stage
    made._cache = Kept(made, _taken_apart, _put_together)
    return made


def whole(function: Callable[..., Any]) -> Any:
    """Compile a function that Python calls, with all that it calls."""
    options: Any = {"no_cfunc_wrapper": True, "pipeline_class": _Whole}
    made: Any = numba.njit(nogil=True, **options)(function)
    made.__class__ = _Kernel
    made._cache = Kept(made, compiler.CompileResult._reduce, compiler.CompileResult._rebuild)
    return made


class _Part(CPUDispatcher):
    """A compiled function that is compiled once more when Python calls it."""

    def __call__(self, *given: Any) -> Any:
        if not hasattr(self, "_alone"):
            self._alone = whole(self.py_func)
        return self._alone(*given)


class _Stage(CPUDispatcher):
    """A compiled function that says so when Python calls it, instead of crashing."""

    def __call__(self, *_: Any, **__: Any) -> Any:
        message = f"{self.py_func.__name__} is a stage of the month: only a kernel can call it"
        raise TypeError(message)


class _Kernel(CPUDispatcher):
    """A compiled function that Python calls; one process at a time compiles, the others load it."""

    def compile(self, sig: Any) -> Any:
        # Numba's own lock comes first: to look for the file, too, is no work for two threads at once.
        with global_compiler_lock, one_at_a_time(self._cache, sig), _without_garbage_collection():
            return super().compile(sig)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    # The compiler makes millions of objects and no garbage: looking for it takes a tenth of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Gathering(codegen.JITCodeLibrary):
    """Code that links, beside each part that it calls, the parts which that one calls."""

    def add_linking_library(self, library: Any) -> None:
        further = library._linking_libraries if isinstance(library, _PartLibrary) else ()
        for it in (library, *further):
            if it not in self._linking_libraries:
                super().add_linking_library(it)


class _PartLibrary(_Gathering):
    """Code that waits for a kernel to link it."""

    address: tuple[str, str, tuple[Any, ...]]
    """Which part it is: module, name and types of the arguments."""
    _linking_libraries: list[Any]

    def __init__(self, owner: Any, name: str) -> None:
        super().__init__(owner, name)
        self.calls: list[tuple[str, str, tuple[Any, ...]]] = []
        """The parts that it calls itself."""

    def add_linking_library(self, library: Any) -> None:
        super().add_linking_library(library)
        if isinstance(library, _PartLibrary):
            self.calls.append(library.address)

    def finalize(self) -> None:
        """Take in what Numba's own functions need; leave the parts to the kernel."""
        for library in self._linking_libraries:
            if not isinstance(library, _PartLibrary):
                self._final_module.link_in(library._get_module_for_linking(), preserve=True)
        self._linking_libraries = [it for it in self._linking_libraries if isinstance(it, _PartLibrary)]
        self._finalized = True


class _Lowering(lowering.Lower):
    """Numba's lowering, which may forbid LLVM to inline the function."""

    inline = True

    def lower_normal_function(self, fndesc: Any) -> None:
        super().lower_normal_function(fndesc)
        if not self.inline:
            self.function.attributes.add("noinline")


class _ApartLowering(_Lowering):
    inline = False


class _LowerPart(typed_passes.BaseNativeLowering):
    """Lower a part, and register it with those who will call it."""

    def run_pass(self, state: Any) -> bool:
        """Lower the function that is being compiled."""
        library = _PartLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
        library.address = (state.func_id.modname, state.func_id.func_name, tuple(state.args))
        state.library = library
        state.flags.no_compile = True
        super().run_pass(state)
        made = state["cr"]
        library.finalize()
        entry = _registered(state.targetctx, library, made.fndesc, made.env)
        state["cr"] = compiler._LowerResult(made.fndesc, made.call_helper, cfunc=entry, env=made.env)
        return True


@register_pass(mutates_CFG=True, analysis_only=False)
class _LowerInline(_LowerPart):
    _name = "tillit_lower_inline"
    lowering_class = _Lowering


@register_pass(mutates_CFG=True, analysis_only=False)
class _LowerApart(_LowerPart):
    _name = "tillit_lower_apart"
    lowering_class = _ApartLowering


@register_pass(mutates_CFG=True, analysis_only=False)
class _LowerWhole(typed_passes.NativeLowering):
    """Lower a kernel, and let it link the parts of its parts."""

    _name = "tillit_lower_whole"

    def run_pass(self, state: Any) -> bool:
        """Lower the function that is being compiled."""
        state.library = _Gathering(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        done: bool = super().run_pass(state)
        return done


def _registered(context: Any, library: _PartLibrary, described: Any, environment: Any) -> Any:
    """Return what stands for a part in Numba's tables, where its callers find it; nobody calls it."""
    name = described.qualname.split(".")[-1]
    entry = _dynfunc.make_function(described.lookup_module(), name, "", 0, environment, (library,))
    context.insert_user_function(entry, described, [library])
    return entry


class _Pipeline(compiler.CompilerBase):
    """Numba's own pipeline, but for its last step, and with names that are the same in each process."""

    lowering: Any

    def define_pipelines(self) -> list[PassManager]:
        """Return the steps from byte code to LLVM's language."""
        self.state.func_id.unique_id = name_of(self.state.func_id.func)
        manager = PassManager("tillit")
        for step, told in compiler.DefaultPassBuilder.define_nopython_pipeline(self.state).passes:
            manager.add_pass(self.lowering if step is typed_passes.NativeLowering else step, told)
        manager.finalize()
        return [manager]


class _InlinePart(_Pipeline):
    lowering = _LowerInline


class _ApartPart(_Pipeline):
    lowering = _LowerApart


class _Whole(_Pipeline):
    lowering = _LowerWhole


def _taken_apart(made: Any) -> tuple[Any, ...]:
    """Return what of a compiled part can be written to a file."""
    described, library = made.fndesc, made.library
    # Nobody reads them any more, and they may be large.
    described.typemap = described.calltypes = None
    return (library._final_module.as_bitcode(), library.address, library.calls, described, made.signature)


def _put_together(context: Any, code: bytes, address: Any, calls: Any, described: Any, signature: Any) -> Any:
    """Return a compiled part that was read from a file, after the parts that it calls."""
    library = _PartLibrary(context.codegen(), described.qualname)
    library.address = address
    library._final_module = binding.parse_bitcode(code)
    for module, name, types in calls:
        called = getattr(importlib.import_module(module), name)
        called.compile(types)
        library.add_linking_library(called.overloads[types].library)
    library.finalize()
    environment = lowering.Environment.from_fndesc(described)
    entry = _registered(context, library, described, environment)
    return compiler.compile_result(
        typing_context=context.typing_context,
        target_context=context,
        signature=signature,
        fndesc=described,
        library=library,
        environment=environment,
        entry_point=entry,
        objectmode=False,
    )
