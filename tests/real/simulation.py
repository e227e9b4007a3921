# Discrete event simulation with SimPy 2.
# packages: python3-simpy
import random

from SimPy.Simulation import (Monitor, PriorityQ, Process, Resource, SimEvent, Simulation, Store, Level, activate, hold, initialize, now, passivate, put, get,
                              reactivate, release, request, simulate, stopSimulation, waitevent)


class Customer(Process):
    def visit(self, counter, service, monitor, priority=0):
        arrive = now()
        print(f"{now():7.3f} {self.name} arrives, queue {len(counter.waitQ)}")
        yield request, self, counter, priority
        wait = now() - arrive
        monitor.observe(wait)
        yield hold, self, random.expovariate(1 / service)
        yield release, self, counter
        print(f"{now():7.3f} {self.name} leaves after waiting {wait:.3f}")


class Source(Process):
    def generate(self, n, interval, counter, monitor):
        for i in range(n):
            c = Customer(name=f"Customer{i:02d}")
            activate(c, c.visit(counter, 12.0, monitor, priority=i % 3))
            yield hold, self, random.expovariate(1 / interval)


random.seed(99999)
initialize()
counter = Resource(capacity=2, name="Clerk", qType=PriorityQ, preemptable=False, monitored=True)
monitor = Monitor(name="wait")
s = Source("Source")
activate(s, s.generate(12, 5.0, counter, monitor), at=0.0)
simulate(until=400)
print(monitor.count(), monitor.mean(), monitor.var(), counter.waitMon.timeAverage(), counter.actMon.timeAverage())
print(monitor.histogram(low=0.0, high=30.0, nbins=6))


class Worker(Process):
    def run(self, store, level, event):
        for i in range(4):
            yield hold, self, 2
            yield put, self, store, [f"item{i}"]
            yield put, self, level, 3
        event.signal("finished")


class Taker(Process):
    def run(self, store, level, event):
        total = 0
        for i in range(4):
            yield get, self, store, 1
            yield get, self, level, 2
            total += level.amount
            print(now(), self.got, level.amount, store.theBuffer)
        yield waitevent, self, event
        print(now(), "event", event.signalparam, self.eventsFired == [event], total)


class Sleeper(Process):
    def run(self):
        yield hold, self, 100
        if self.interrupted():
            print(now(), "interrupted, left", self.interruptLeft, "by", self.interruptCause.name)
            self.interruptReset()
        yield passivate, self
        print(now(), "awake")


class Waker(Process):
    def run(self, sleeper):
        yield hold, self, 5
        self.interrupt(sleeper)
        yield hold, self, 5
        reactivate(sleeper)


initialize()
store, level, event = Store(initialBuffered=[], monitored=True), Level(initialBuffered=1), SimEvent("done")
w, t, z, k = Worker(), Taker(), Sleeper("z"), Waker("k")
for p, g in ((w, w.run(store, level, event)), (t, t.run(store, level, event)), (z, z.run()), (k, k.run(z))):
    activate(p, g)
print(simulate(until=50), now())
