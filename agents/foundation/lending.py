"""Lending: tuples with names that kernels pass on as one address.

By itself Numba takes a tuple apart for every call: the town's arrays and the parameters are
some seven hundred values, which each stage would be handed one by one. `lent` puts a tuple down
once and hands on where it lies; it has the same attributes. Whoever calls a kernel hands over
addresses, too: `Handed` lays a tuple out in memory, and a `taker` is how the kernel reads it.

Nobody counts who holds the arrays of a lent tuple, and nothing in it may be replaced while a
kernel runs: the caller holds the tuple until the kernel returns. What lies *in* the arrays may
change as ever.
"""

import hashlib
from collections.abc import Iterator
from struct import Struct
from typing import Any

import numpy as np
from llvmlite import ir
from numba import typeof
from numba.core import cgutils, types
from numba.core.types.containers import BaseNamedTuple
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic, lower_getattr_generic, models, register_model
from numpy.typing import NDArray

from tillit.agents.foundation.behaviours import COMPILED
from tillit.agents.foundation.seeing import laid_out

SMALL = 4
"""A tuple inside a lent one is handed on by itself if it has no more values than this."""

WORDS = (types.int64, types.uint64, types.float64)
"""What a lent tuple may hold beside arrays, rows and tuples: one word each, so that all lies as in C."""

ADDRESS = ir.IntType(8).as_pointer()


class Lent(types.Type):
    """Numba's type of a tuple with names that lies at an address."""

    def __init__(self, owner: Any) -> None:
        self.owner = owner
        digest = hashlib.blake2b(laid_out(owner).encode(), digest_size=6).hexdigest()
        super().__init__(f"Lent({owner.instance_class.__name__}_{digest})")


@register_model(Lent)
class _LentModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, ADDRESS)


@infer_getattr
class _LentAttributes(AttributeTemplate):
    key = Lent

    def generic_resolve(self, lent: Lent, name: str) -> Any:
        """Return the type of an attribute."""
        fields = lent.owner.fields
        return _read_as(lent.owner.types[fields.index(name)]) if name in fields else None


def _read_as(field: Any) -> Any:
    """Return the type as which a field of a lent tuple is read: a large tuple is lent itself."""
    large = isinstance(field, BaseNamedTuple) and len(field.types) > SMALL
    return Lent(field) if large else field


@lower_getattr_generic(Lent)
def _read(context: Any, builder: Any, lent: Lent, address: Any, name: str) -> Any:
    """Read one attribute of a lent tuple."""
    index = lent.owner.fields.index(name)
    field = lent.owner.types[index]
    whole = builder.bitcast(address, context.get_value_type(lent.owner).as_pointer())
    place = cgutils.gep_inbounds(builder, whole, 0, index)
    if field != _read_as(field):
        return builder.bitcast(place, ADDRESS)
    return _load(context, builder, field, place)


def _load(context: Any, builder: Any, field: Any, place: Any) -> Any:
    """Load a number, where a row lies, an array's header without its owner, or a small tuple."""
    if isinstance(field, types.Array):
        return _load_header(context, builder, field, place)
    return _fixed(builder, builder.load(place))


def _load_header(context: Any, builder: Any, array: types.Array, place: Any) -> Any:
    """Load an array's header: without an owner whose references Numba would count."""
    kind = context.get_value_type(array)
    header = ir.Constant(kind, ir.Undefined)
    for at, name in enumerate(context.data_model_manager[array]._fields):
        part = kind.elements[at]
        if name in ("meminfo", "parent"):
            value = cgutils.get_null_value(part)
        elif name == "itemsize":
            value = ir.Constant(part, context.get_abi_sizeof(context.get_data_type(array.dtype)))
        elif isinstance(part, ir.ArrayType):  # lengths and strides, one for each axis
            value = ir.Constant(part, ir.Undefined)
            for axis in range(part.count):
                number = builder.load(cgutils.gep_inbounds(builder, place, 0, at, axis))
                value = builder.insert_value(value, _fixed(builder, number), axis)
        else:
            value = _fixed(builder, builder.load(cgutils.gep_inbounds(builder, place, 0, at)))
        header = builder.insert_value(header, value, at)
    return header


def _fixed(builder: Any, value: Any) -> Any:
    """Tell LLVM that what was loaded does not change, so that it need not be loaded again."""
    value.set_metadata("invariant.load", builder.module.add_metadata([]))
    return value


def _put_down(_typing: Any, whole: Any) -> Any:
    """Put a tuple down in the caller's frame; return where it lies."""
    if isinstance(whole, Lent):
        return whole(whole), lambda _context, _builder, _signature, arguments: arguments[0]

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = cgutils.alloca_once(builder, context.get_value_type(signature.args[0]))
        builder.store(arguments[0], place)
        address = builder.bitcast(place, ADDRESS)
        # An empty instruction that LLVM cannot look into: the tuple is there before it is read.
        same = ir.FunctionType(ADDRESS, [ADDRESS])
        return builder.asm(same, "", "=r,0,~{memory}", [address], side_effect=True)

    return Lent(whole)(whole), generate


def _itself(whole: Any) -> Any:
    """Return the tuple: without the compiler there is nothing to save."""
    return whole


lent: Any = intrinsic(_put_down) if COMPILED else _itself
"""Put a tuple down once; what it returns has the same attributes and costs nothing to pass on."""

if COMPILED:
    lent.seen = "lent"


def taker(example: Any) -> Any:
    """Return the function by which a kernel takes a tuple that was handed over.

    Parameters
    ----------
    example
        A tuple of the same type: only its types are read.

    Raises
    ------
    TypeError
        If the tuple holds something else than arrays, rows, tuples and numbers of 64 bits.
    """
    if not COMPILED:
        return _itself
    kind = Lent(_checked(typeof(example)))

    def take(_typing: Any, address: Any) -> Any:  # noqa: ARG001 - Numba passes it by its name
        def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return builder.inttoptr(arguments[0], ADDRESS)

        return kind(types.int64), generate

    made: Any = intrinsic(take)
    made.seen = laid_out(kind)
    return made


def _checked(owner: Any) -> Any:
    for name, field in zip(owner.fields, owner.types, strict=True):
        if isinstance(field, BaseNamedTuple):
            _checked(field)
        elif not isinstance(field, types.Array | types.Record) and field not in WORDS:
            where = f"{owner.instance_class.__name__}.{name}"
            message = f"{where} is {field}; a lent tuple holds arrays, rows and 64-bit numbers"
            raise TypeError(message)
    return owner


class Handed:
    """A tuple laid out in memory for a kernel: each number, and each array's header, word by word.

    Parameters
    ----------
    whole
        The tuple; its arrays are held as long as this is. If it has `words` already, they are used.
    """

    def __init__(self, whole: Any) -> None:
        self.whole = whole
        kept = getattr(whole, "words", None) if COMPILED else None
        self._words = words_of(whole) if COMPILED and kept is None else kept
        self.at: Any = whole if self._words is None else self._words.ctypes.data
        """What the kernel is given: the address, or without the compiler the tuple itself."""

    def __reduce__(self) -> Any:
        """Pickle the tuple: in another process it lies somewhere else."""
        return Handed, (self.whole,)


def words_of(whole: Any) -> NDArray[np.int64]:
    """Return a tuple's values as whole numbers of 64 bits, as they lie in memory; arrays by their headers."""
    return np.fromiter(_words(whole), np.int64)


_FLOAT, _BITS = Struct("=d"), Struct("=q")


def _words(value: Any) -> Iterator[int]:
    """Yield them one by one."""
    if isinstance(value, tuple):
        for part in value:
            yield from _words(part)
    elif isinstance(value, np.ndarray):
        # Owner and parent are nobody; see `_load_header`.
        yield from (0, 0, value.size, value.itemsize, value.ctypes.data, *value.shape, *value.strides)
    elif isinstance(value, np.void):  # a single row: where it lies
        yield np.frombuffer(value, np.uint8).ctypes.data
    elif isinstance(value, float):
        yield _BITS.unpack(_FLOAT.pack(value))[0]
    else:
        yield _BITS.unpack(_BITS.pack(int(value)))[0] if int(value) < 1 << 63 else int(value) - (1 << 64)
