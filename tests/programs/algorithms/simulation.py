# Small simulations: game of life, a bank with an event log, an elevator as a state machine, a virtual machine, a maze solver, tic-tac-toe by minimax.
import enum
import heapq
import json
from collections import Counter, ChainMap
from contextlib import contextmanager
from dataclasses import dataclass, field, asdict, replace
from functools import cache, singledispatchmethod
from itertools import product


def life(cells):
    near = Counter((x + dx, y + dy) for x, y in cells for dx, dy in product((-1, 0, 1), repeat=2) if dx or dy)
    return {c for c, n in near.items() if n == 3 or n == 2 and c in cells}


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for step in range(5):
    if step % 2 == 0:
        print(*("".join("#" if (x, y) in glider else "." for x in range(5)) for y in range(5)), sep="\n", end=f"\n-- {step}\n")
    glider = life(glider)


@dataclass(frozen=True, order=True)
class Money:
    cents: int
    def __str__(self): return f"{'-' * (self.cents < 0)}${abs(self.cents) // 100:,}.{abs(self.cents) % 100:02}"
    def __add__(self, o): return Money(self.cents + o.cents)
    def __neg__(self): return replace(self, cents=-self.cents)


class Insufficient(Exception):
    def __init__(self, account, wanted):
        super().__init__(account.owner, wanted)
        self.short = Money(wanted.cents - account.balance.cents)
    def __str__(self): return f"{self.args[0]} is short of {self.short}"


@dataclass
class Account:
    owner: str
    balance: Money = Money(0)
    history: list = field(default_factory=list, repr=False, compare=False)

    @singledispatchmethod
    def post(self, amount): raise TypeError(f"cannot post {type(amount).__name__}")
    @post.register
    def _(self, amount: Money):
        if (self.balance + amount).cents < 0: raise Insufficient(self, -amount)
        self.balance += amount
        self.history.append(str(amount))
    @post.register(int)
    @post.register(float)
    def _(self, amount): self.post(Money(round(amount * 100)))


class Bank(dict):
    def __missing__(self, name): self[name] = a = Account(name); return a
    @contextmanager
    def transaction(self):
        before = {n: replace(a, history=a.history[:]) for n, a in self.items()}
        try: yield self
        except Insufficient as e:
            self.clear(); self.update(before)
            print("rolled back:", e)
    def transfer(self, a, b, amount):
        with self.transaction():
            self[b].post(amount)
            self[a].post(-amount)


bank = Bank()
bank["ann"].post(1234.56); bank["bob"].post(50)
bank.transfer("ann", "bob", 1000)
bank.transfer("bob", "cid", 5000.5)
print(*bank.values(), sep="\n")
print(bank["ann"].history, json.dumps({k: asdict(v) for k, v in bank.items()}, sort_keys=True), max(bank.values(), key=lambda a: a.balance).owner)
try: bank["ann"].post("5")
except TypeError as e: print(e)


class State(enum.Enum):
    IDLE = "idle"; UP = "up"; DOWN = "down"; OPEN = "open"
    def __str__(self): return self.name.lower()


class Elevator:
    def __init__(self): self.floor, self.calls, self.state, self.trace = 0, [], State.IDLE, []
    def step(self):
        match self.state, self.calls:
            case (_, [target, *rest]) if target == self.floor: self.calls, self.state = rest, State.OPEN
            case (State.IDLE | State.OPEN | State.UP | State.DOWN, [target, *_]):
                self.state = State.UP if target > self.floor else State.DOWN
                self.floor += 1 if self.state is State.UP else -1
            case (_, []): self.state = State.IDLE
        self.trace.append(f"{self.state}@{self.floor}")
        return self.state is not State.IDLE


e = Elevator()
e.calls += [2, 3, 1]
while e.step(): pass
print(*e.trace)


class VM:
    def __init__(self, source):
        self.code, self.labels = [], {}
        for line in source.strip().splitlines():
            op, *args = line.split(";")[0].split() or [""]
            if op.endswith(":"): self.labels[op[:-1]] = len(self.code)
            elif op: self.code.append((op, args))
    def run(self, limit=10000):
        stack, frames, variables, pc, steps, out = [], [], ChainMap({}), 0, 0, []
        while pc < len(self.code) and (steps := steps + 1) <= limit:
            op, args = self.code[pc]
            pc += 1
            match op, args:
                case "push", [n]: stack.append(int(n))
                case "load", [v]: stack.append(variables[v])
                case "store", [v]: variables[v] = stack.pop()
                case ("add" | "sub" | "mul" | "mod" | "lt") as name, []:
                    b, a = stack.pop(), stack.pop()
                    stack.append({"add": a + b, "sub": a - b, "mul": a * b, "mod": a % b if b else 0, "lt": int(a < b)}[name])
                case "jz", [label]: pc = pc if stack.pop() else self.labels[label]
                case "jmp", [label]: pc = self.labels[label]
                case "call", [label]: frames.append(pc); variables = variables.new_child(); pc = self.labels[label]
                case "ret", []: pc = frames.pop(); variables = variables.parents
                case "print", []: out.append(stack.pop())
                case "halt", []: break
                case bad, rest: raise SyntaxError(f"bad instruction {bad} {rest}")
        return out, steps, dict(variables)


print(VM("push 10\nstore n\nloop:\nload n\njz end\nload n\ncall fact\nprint\nload n\npush 1\nsub\nstore n\njmp loop\nend: ;done\nhalt\nfact:\nstore k\npush 1\nstore r\nagain:\nload k\njz out\nload r\nload k\nmul\nstore r\nload k\npush 1\nsub\nstore k\njmp again\nout:\nload r\nret").run())
for bad in ("pop", "add", "load x", "jmp nowhere"):
    try: VM(bad).run()
    except (SyntaxError, LookupError) as err: print(type(err).__name__, err)
MAZE = """#########
#S..#...#
#.#.#.#.#
#.#...#.#
#.#####.#
#......E#
#########""".splitlines()
grid = {(x, y): c for y, row in enumerate(MAZE) for x, c in enumerate(row)}
start, end = (next(p for p, c in grid.items() if c == w) for w in "SE")
heap, came = [(0, 0, start, None)], {}
while heap:
    _, cost, at, before = heapq.heappop(heap)
    if at in came: continue
    came[at] = before
    if at == end: break
    for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        if grid[n := (at[0] + dx, at[1] + dy)] != "#":
            heapq.heappush(heap, (cost + 1 + abs(n[0] - end[0]) + abs(n[1] - end[1]), cost + 1, n, at))
while at := came[at]: grid[at] = "*" if grid[at] == "." else grid[at]
print(*("".join(grid[x, y] for x in range(9)) for y in range(7)), cost, sep="\n")
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


@cache
def best(board, who):
    for a, b, c in LINES:
        if board[a] == board[b] == board[c] != ".": return (-1, None)
    moves = [i for i, c in enumerate(board) if c == "."]
    return max(((-best(board[:i] + who + board[i + 1:], "XO"[who == "X"])[0], -i) for i in moves), default=(0, None))


board, who, played = "X...O....", "X", []
while (move := best(board, who))[1] is not None:
    board = board[:-move[1]] + who + board[-move[1] + 1:]
    played.append((who, -move[1]))
    who = "XO"[who == "X"]
print(board, played, best.cache_info().misses)
