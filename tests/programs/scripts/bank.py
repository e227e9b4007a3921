# A bank: classes, decimal money, transactions with roll-back, a ledger, interest, reports, custom exceptions.
from __future__ import annotations
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import total_ordering
from itertools import count, groupby


class BankError(Exception): pass


class InsufficientFunds(BankError):
    def __init__(self, account: Account, needed: Money):
        super().__init__(account.number, needed)
        self.account, self.needed = account, needed

    def __str__(self): return f"account {self.account.number} lacks {self.needed - self.account.balance}"


class UnknownAccount(BankError, KeyError):
    def __str__(self): return f"no account {self.args[0]}"


@total_ordering
@dataclass(frozen=True)
class Money:
    cents: int

    def __add__(self, o): return Money(self.cents + o.cents) if isinstance(o, Money) else NotImplemented
    def __radd__(self, o): return self if o == 0 else NotImplemented
    def __sub__(self, o): return Money(self.cents - o.cents)
    def __neg__(self): return Money(-self.cents)
    def __mul__(self, f: float): return Money(round(self.cents * f))
    def __lt__(self, o): return self.cents < o.cents
    def __bool__(self): return bool(self.cents)
    def __format__(self, spec): return format(str(self), spec)

    def __str__(self):
        sign, c = ("-" if self.cents < 0 else ""), abs(self.cents)
        return f"{sign}${c // 100:,}.{c % 100:02d}"

    @classmethod
    def of(cls, text): whole, _, frac = str(text).partition("."); return cls(int(whole) * 100 + int((frac + "00")[:2]))


class Kind(Enum):
    DEPOSIT = auto()
    WITHDRAW = auto()
    TRANSFER = auto()
    INTEREST = auto()


@dataclass(order=True)
class Entry:
    serial: int
    kind: Kind = field(compare=False)
    account: int = field(compare=False)
    amount: Money = field(compare=False)


class Account:
    limit = Money(0)
    rate = 0.0
    __slots__ = ("number", "owner", "balance")

    def __init__(self, number, owner): self.number, self.owner, self.balance = number, owner, Money(0)

    def change(self, amount):
        if self.balance + amount < self.limit: raise InsufficientFunds(self, -amount)
        self.balance += amount

    def __repr__(self): return f"<{type(self).__name__} {self.number} {self.owner} {self.balance}>"


class Savings(Account):
    __slots__ = ()
    rate = 0.03


class Checking(Account):
    __slots__ = ()
    limit = Money.of("-100")


class Bank:
    def __init__(self):
        self.accounts, self.ledger, self._numbers, self._serial = {}, [], count(1001), count(1)

    def open(self, cls, owner):
        a = cls(next(self._numbers), owner)
        self.accounts[a.number] = a
        return a.number

    def __getitem__(self, n):
        try:
            return self.accounts[n]
        except KeyError:
            raise UnknownAccount(n) from None

    @contextmanager
    def transaction(self):
        saved = {n: a.balance for n, a in self.accounts.items()}, len(self.ledger)
        try:
            yield self
        except BankError as e:
            for n, b in saved[0].items(): self.accounts[n].balance = b
            del self.ledger[saved[1]:]
            print("rolled back:", e)

    def post(self, kind, n, amount):
        self[n].change(amount)
        self.ledger.append(Entry(next(self._serial), kind, n, amount))

    def transfer(self, a, b, amount):
        with self.transaction():
            self.post(Kind.TRANSFER, b, amount)
            self.post(Kind.TRANSFER, a, -amount)
            return True

    def interest(self):
        for a in self.accounts.values():
            if i := a.balance * a.rate: self.post(Kind.INTEREST, a.number, i)


bank = Bank()
ann, bob = bank.open(Savings, "Ann"), bank.open(Checking, "Bob")
bank.post(Kind.DEPOSIT, ann, Money.of("1234.56"))
bank.post(Kind.DEPOSIT, bob, Money.of(50))
print(bank.transfer(ann, bob, Money.of("200.5")), bank.transfer(bob, ann, Money.of(1000)), bank.transfer(bob, 9999, Money(1)))
with bank.transaction(): bank.post(Kind.WITHDRAW, bob, -Money.of(300)); bank.post(Kind.WITHDRAW, bob, -Money.of(300))
bank.interest()
for a in bank.accounts.values(): print(a, f"[{a.balance:>12}]")
for k, g in groupby(sorted(bank.ledger, key=lambda e: e.kind.value), key=lambda e: e.kind): print(k.name, [f"{e.amount}" for e in g])
totals = defaultdict(lambda: Money(0))
for e in bank.ledger: totals[e.account] += e.amount
print(dict(totals), sum(totals.values()), max(bank.ledger), all(totals[n] == a.balance for n, a in bank.accounts.items()))
try: bank[5]
except KeyError as e: print(repr(e), e, isinstance(e, BankError))
try: Money(5) + 3
except TypeError as e: print(e)
try: Savings(1, "x").color = 1
except AttributeError as e: print(e)
bank.post(Kind.WITHDRAW, ann, -Money.of(10**6))
