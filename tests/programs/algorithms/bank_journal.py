"""A small bank with a journal, exceptions and formatting."""
from __future__ import annotations
import contextlib, io, sys, json, itertools
from dataclasses import dataclass, field, asdict
from decimal import Decimal, ROUND_HALF_EVEN
from typing import Iterator, Protocol, Self, overload
class BankError(Exception):
    def __init__(self, message, *, account=None):
        super().__init__(message); self.account = account
    def __str__(self): return f"{self.args[0]} [{self.account}]"
class Insufficient(BankError): pass
@dataclass
class Account:
    owner: str; balance: Decimal = Decimal(0); log: list[tuple[str, Decimal]] = field(default_factory=list, repr=False); _ids = itertools.count(1)
    def __post_init__(self): self.id = next(Account._ids)
    def deposit(self, n) -> Self:
        n = Decimal(n).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        if n <= 0: raise ValueError(f"bad amount {n!r}")
        self.balance += n; self.log.append(("deposit", n)); return self
    def withdraw(self, n):
        if (n := Decimal(n)) > self.balance: raise Insufficient("no money", account=self.id)
        self.balance -= n; self.log.append(("withdraw", n)); return self
    def __iter__(self) -> Iterator: yield from self.log
class Bank:
    def __init__(self): self.accounts: dict[str, Account] = {}
    def __getitem__(self, k): return self.accounts[k]
    def __contains__(self, k): return k in self.accounts
    def __len__(self): return len(self.accounts)
    def open(self, owner): return self.accounts.setdefault(owner, Account(owner))
    @contextlib.contextmanager
    def transaction(self, *names):
        saved = {n: (self[n].balance, self[n].log.copy()) for n in names}
        try: yield [self[n] for n in names]
        except BankError as e:
            for n, (b, l) in saved.items(): self[n].balance, self[n].log = b, l
            e.add_note("rolled back " + ", ".join(names)); raise
b = Bank(); b.open("ann").deposit("100.005"); b.open("bob").deposit(50)
with b.transaction("ann", "bob") as (a, c): a.withdraw("30.5"); c.deposit("30.5")
print(b["ann"], b["bob"], [*b["bob"]], "eve" in b, len(b))
try:
    with b.transaction("ann", "bob") as (a, c): c.deposit(1); a.withdraw(1000)
except Insufficient as e: print(e, e.__notes__, type(e).__mro__[1].__name__, b["bob"].balance)
print(json.dumps(asdict(b["ann"]), default=str), f"{b['ann'].balance:>12,.2f}|{b['bob'].balance:<10}|{b['ann'].balance:+e}")
buf = io.StringIO()
with contextlib.redirect_stdout(buf): print("hidden")
print(repr(buf.getvalue()), Account.__annotations__, Account.__doc__)
b["ann"].withdraw("1e6")
