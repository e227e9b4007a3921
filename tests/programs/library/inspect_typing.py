# inspect and typing: signatures, binding, members, source, typing constructs and their reprs, generics, type hints.
import inspect, typing, types
from typing import *


def f(a, b: int = 2, /, c: "str" = "x", *args: Any, d, e: float = 1.5, **kw) -> list[int]: "doc"


sig = inspect.signature(f)
print(sig, sig.return_annotation, list(sig.parameters), [(p.name, p.kind.name, p.default if p.default is not p.empty else "-") for p in sig.parameters.values()])
ba = sig.bind(1, 2, "c", 4, d=5, z=6)
print(ba.args, ba.kwargs, ba.arguments)
ba = sig.bind(1, d=2); ba.apply_defaults(); print(ba.arguments)
for args, kw in (((), {}), ((1,), {}), ((1,), {"d": 1, "a": 2}), ((1,), {"b": 3, "d": 4})):
    try:
        print(sig.bind(*args, **kw))
    except TypeError as e:
        print(e)


class C:
    attr = 1
    def __init__(self, x, y=2): "init"
    def method(self, q: int) -> None: ...
    @classmethod
    def cm(cls, z): ...
    @staticmethod
    def sm(w=1): ...
    @property
    def prop(self): return 1
    def __call__(self, v): ...


c = C(1)
print(inspect.signature(C), inspect.signature(c.method), inspect.signature(C.method), inspect.signature(C.cm), inspect.signature(C.sm), inspect.signature(c), inspect.signature(len), inspect.signature(print), inspect.signature(sorted), inspect.signature(lambda *a, k=1: 0))
print([n for n, _ in inspect.getmembers(C) if not n.startswith("__")], inspect.getmembers(C, inspect.isfunction)[0][0], inspect.isclass(C), inspect.ismethod(c.method), inspect.isbuiltin(len), inspect.isroutine(str.upper), inspect.isdatadescriptor(C.prop), inspect.getdoc(f), inspect.getmro(C))
print(inspect.getsource(C.method), inspect.getsource(C).splitlines()[0], inspect.getfullargspec(f), inspect.unwrap(f) is f)
fr = inspect.currentframe()
print(fr.f_code.co_name, inspect.getframeinfo(fr).function, inspect.stack()[0].code_context[0].strip()[:20], inspect.isframe(fr))
for src in ("inspect.signature(5)", "inspect.signature(type)", "inspect.getsource(len)", "inspect.getsource(5)"):
    try:
        print(eval(src))
    except Exception as e:
        print(src, type(e).__name__, e)
T = TypeVar("T"); K = TypeVar("K", bound=int); N = TypeVar("N", int, str)
print(T, K.__bound__, N.__constraints__, List[int], Dict[str, List[int]], Optional[int], Union[int, str, None], Union[int], Callable[[int], str], Callable[..., Any], Tuple[int, ...], Literal[1, "a"], Annotated[int, "m"], ClassVar[int], Final, Type[int], Any, NoReturn, Iterable[T], int | None, list[int] | str, list[T][int], typing.Generic[T])


class Box(Generic[T]):
    def __init__(self, v: T): self.v = v


class IntBox(Box[int]): pass


print(Box[int], Box[int](5).v, Box[int].__origin__, Box[int].__args__, Box.__parameters__, IntBox.__orig_bases__, Box[T][str], get_origin(Dict[str, int]), get_args(Callable[[int, str], None]), get_type_hints(f), get_type_hints(C.method))


class TD(TypedDict, total=False):
    a: Required[int]
    b: str


class NT(NamedTuple):
    x: int
    y: str = "d"


class Proto(Protocol):
    def quack(self) -> str: ...


@runtime_checkable
class RP(Protocol):
    def quack(self): ...


class Duck:
    def quack(self): return "q"


print(TD(a=1, b="x"), TD.__required_keys__, TD.__optional_keys__, NT(1), NT.__annotations__, isinstance(Duck(), RP), isinstance(5, RP), cast(int, "s"), NewType("UID", int)(5), TYPE_CHECKING)
def g[A, *B, **P](x: A, *y: *B) -> A: return x
class P2[X: int = bool](list[X]): pass
type Alias[Q] = dict[str, Q]
print(g.__type_params__, P2.__type_params__, P2[int], Alias, Alias[int], Alias.__value__, P2.__type_params__[0].__bound__, P2.__type_params__[0].__default__, g(3))
for src in ("isinstance(1, List[int])", "isinstance(1, list[int])", "List[int]()", "Optional[1, 2]", "Union[()]", "Literal[[]]", "Generic[int]", "Box[int, str]", "isinstance(5, Proto)", "Proto()", "class X(Any, int): pass", "int | 5", "TypeVar('T', int)", "Callable[int]", "Any()", "ClassVar[int, str]", "Dict[int]", "class X(List[int], Generic[int]): pass", "T()", "assert_never(5)"):
    try:
        print(src, eval(src) if not src.startswith("class") else exec(src))
    except Exception as e:
        print(src, type(e).__name__, e)
print(types.SimpleNamespace(a=1, b=[2]), types.MappingProxyType({"a": 1}), types.GenericAlias(list, (int,)), types.new_class("Dyn", (C,), {}, lambda ns: ns.update(z=1)).z, types.resolve_bases((int,)), list[int].__origin__, isinstance(list[int], types.GenericAlias))
@overload
def ov(x: int) -> int: ...
@overload
def ov(x: str) -> str: ...
def ov(x): return x
print(len(get_overloads(ov)), ov(1), ForwardRef("int"), Unpack[Tuple[int]], Self, Never, LiteralString, reveal_type.__name__, is_typeddict(TD))
