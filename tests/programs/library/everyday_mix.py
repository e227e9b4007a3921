import dataclasses, enum, typing, collections, itertools, functools, operator, copy, pprint, contextlib, heapq, bisect, random, statistics, fractions, decimal, uuid, hashlib, base64, struct, array, weakref, types, inspect
from dataclasses import dataclass, field
@dataclass(order=True, frozen=True, slots=True, kw_only=False)
class P:
    x: int; y: list = field(default_factory=list, compare=False, repr=False); z: typing.ClassVar[int] = 3; w: int = field(default=1, kw_only=True)
@dataclass
class Q(dict if 0 else object):
    a: int; b: dataclasses.InitVar[int] = 5; c: str = field(init=False)
    def __post_init__(self, b): self.c = str(self.a + b)
print(P(1), P(1) < P(2, w=0), P(1) == P(1, [3]), dataclasses.asdict(P(1, [2])), dataclasses.replace(P(1), x=9), [f.name for f in dataclasses.fields(P)], Q(1, 2), inspect.signature(P), inspect.signature(Q))
for s in ("P(1).x = 2", "P()", "P(1, 2, 3)", "del P(1).x", "P(1).nope"):
    try: exec(s)
    except Exception as e: print(type(e).__name__, e)
try:
    @dataclass
    class R: a: int = 1; b: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class R: a: int = 1; b: int
except TypeError as e: print(e)
class C(enum.Enum): A = 1; B = 2; ALIAS = 1
class F(enum.Flag): R = enum.auto(); W = enum.auto(); RW = R | W
class I(enum.IntEnum): X = 5
class S(enum.StrEnum): LO = enum.auto()
print(C.A, repr(C.B), C(2), C["A"], C.ALIAS is C.A, list(C), C.__members__, F.R | F.W, ~F.R, F(0), F.RW & F.W, F.R in F.RW, list(F.RW), I.X + 1, f"{I.X} {S.LO} {C.A}", S.LO == "lo", C.A.name, C.A.value, isinstance(C.A, C), repr(F(3)), I(5))
for s in ("C(9)", "C['Z']", "C.A.foo", "C.A = 3", "F(8)"):
    try: print(eval(s)) if "=" not in s else exec(s)
    except Exception as e: print(type(e).__name__, e)
try:
    class D(C): E = 3
except TypeError as e: print(e)
@enum.unique
class U(enum.Enum): A = 1
try:
    @enum.unique
    class U2(enum.Enum): A = 1; B = 1
except ValueError as e: print(e)
T = typing.TypeVar("T"); print(typing.Optional[int], typing.Union[int, str, None], list[int] | None, typing.Dict[str, T][int], typing.get_type_hints(Q), typing.Literal["a", 1], typing.Callable[[int], str], typing.get_args(dict[str, int]), typing.get_origin(list[int]), typing.Annotated[int, "m"], typing.NamedTuple("N", [("a", int)])(1))
class TD(typing.TypedDict, total=False): a: typing.Required[int]; b: str
class Pr(typing.Protocol):
    def m(self): ...
RPr = typing.runtime_checkable(Pr); print(TD.__required_keys__, TD.__optional_keys__, TD(a=1), isinstance(5, RPr), typing.NewType("UID", int)(5))
class G[K, *Ts, **PP]: pass
type Al[X] = list[X]
print(G.__type_params__, Al, Al.__value__, Al[int], G[int, str, [int]])
print(collections.Counter("abracadabra").most_common(2), collections.Counter(a=3) - collections.Counter(a=1, b=2), collections.deque([1, 2, 3], 2), collections.OrderedDict(a=1), collections.defaultdict(list, {1: [2]}), collections.ChainMap({"a": 1}, {"b": 2})["b"], collections.namedtuple("NT", "x y", defaults=[9])(1)._replace(x=5))
d = collections.deque(range(5)); d.rotate(2); d.appendleft(9); print(d, d.index(3)); od = collections.OrderedDict.fromkeys("abc"); od.move_to_end("a"); print(list(od), od.popitem(False))
print(list(itertools.chain.from_iterable([[1], [2]])), list(itertools.groupby("aab"))[0][0], list(itertools.product("ab", repeat=2)), list(itertools.permutations(range(3), 2)), list(itertools.combinations_with_replacement("ab", 2)), list(itertools.accumulate([1, 2, 3], operator.mul, initial=2)), list(itertools.islice(itertools.count(3, 2), 2, 6, 2)), list(itertools.zip_longest("a", "bc", fillvalue="-")), list(itertools.batched("abcde", 2)), list(itertools.pairwise("abc")), [list(x) for x in itertools.tee("ab")], list(itertools.takewhile(str.isdigit, "12a")), list(itertools.starmap(pow, [(2, 3)])), list(itertools.compress("abc", [1, 0, 1])))
print(heapq.nsmallest(2, [3, 1, 2]), list(heapq.merge([1, 4], [2, 3])), bisect.bisect([1, 2, 2, 3], 2), statistics.mean([1, 2, 4]), statistics.quantiles([1, 2, 3, 4]), fractions.Fraction(3, 6) + 1, decimal.Decimal("1.10") * 3, decimal.Decimal(1) / 7, round(decimal.Decimal("2.675"), 2), random.Random(5).random(), random.Random(1).sample(range(100), 4), random.Random(2).choices("ab", k=5), uuid.UUID(int=5), uuid.uuid5(uuid.NAMESPACE_DNS, "x"), hashlib.sha256(b"a").hexdigest()[:10], hashlib.md5(b"").hexdigest(), base64.b64encode(b"hi?>"), base64.b32encode(b"x"), struct.pack(">hIq", -1, 2, 3), struct.unpack("<f", b"\0\0\x80?"), array.array("i", [1, 2]), operator.itemgetter(1, 0)("ab"), operator.attrgetter("real.imag")(5), operator.methodcaller("upper")("a"))
print(copy.deepcopy({"a": [1, {2}]}), types.SimpleNamespace(a=1), types.MappingProxyType({1: 2})); pprint.pprint({"key%d" % i: list(range(12)) for i in range(3)}, width=40, compact=True); pprint.pprint(P(1)); pprint.pprint([collections.OrderedDict(a=1), {3, 1, 2}, "x" * 100], width=30)
@contextlib.contextmanager
def cm(x):
    try: yield x
    except ValueError: print("suppressed")
    finally: print("exit", x)
with cm(1) as a, cm(2): raise ValueError
with contextlib.suppress(KeyError), contextlib.ExitStack() as st: st.callback(print, "cb"); st.enter_context(cm(3)); {}[1]
with contextlib.nullcontext(5) as n: print(n)
class W: pass
w = W(); r = weakref.ref(w, lambda r: print("dead")); wd = weakref.WeakValueDictionary(a=w); print(r() is w, len(wd), weakref.proxy(w).__class__)
