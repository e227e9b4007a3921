"""Registries that know objects weakly: an object dies when its last variable goes, and no sooner."""
import logging
import threading
import weakref

REGISTRY = weakref.WeakSet()
CURRENT = None
LOG = []


class Node:
    def __init__(self, name):
        self.name = name
        REGISTRY.add(self)

    def __repr__(self):
        return f"Node({self.name})"


def names():
    return sorted(n.name for n in REGISTRY)


def make_and_forget(name):
    node = Node(name)
    ref = weakref.ref(node, lambda r: LOG.append(f"{name} died"))
    REGISTRY.add(node)
    return ref


def make_and_keep(name):
    global CURRENT
    CURRENT = Node(name)
    return weakref.ref(CURRENT)


def look(node):
    """The caller has the node: it lives on."""
    r = weakref.ref(node)
    REGISTRY.discard(node)
    REGISTRY.add(node)
    return r


class Holder:
    def __init__(self, name):
        self.node = Node(name)
        self.ref = weakref.ref(self.node)

    def __enter__(self):
        self.entered = weakref.ref(self.node)
        return self

    def __exit__(self, *exc):
        LOG.append(f"left {self.entered()}")
        return False


def finalized():
    node = Node("final")
    weakref.finalize(node, LOG.append, "finalized")
    return len(REGISTRY)


def first_of(nodes):
    for node in nodes:
        REGISTRY.add(node)
        return weakref.ref(node)


print(make_and_forget("lost")(), LOG, names())
print(make_and_keep("kept")(), names())
n = Node("mine")
print(look(n)() is n, look(n) is look(n))
with Holder("held") as h:
    print(h.ref(), h.entered() is h.node)
print(LOG, names())
print(finalized(), LOG, names())
group = [Node("g0"), Node("g1")]
print(first_of(group)(), names())

# the library's own registries keep what is in use
handler = logging.StreamHandler()
handler.set_name("ours")
print(logging.getHandlerByName("ours") is handler, logging.getHandlerNames())
thread = threading.Thread(target=lambda: LOG.append("ran"), name="worker")
thread.start()
thread.join()
print(LOG[-1], thread.name, thread.is_alive())
local = threading.local()
local.node = n
cache = weakref.WeakKeyDictionary()
cache[n] = "known"
print(cache[n], len(cache), local.node is n)
