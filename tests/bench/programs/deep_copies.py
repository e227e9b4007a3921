"""copy.deepcopy of nested containers, shared parts, cycles, and objects with and without their own __deepcopy__."""

import copy


class Node:
    def __init__(self, name):
        self.name = name
        self.children = []
        self.parent = None
        self.extra = {"weights": [1.5, 2.5], "tags": ("a", "b"), name: {1, 2, 3}}

    def add(self, child):
        child.parent = self
        self.children.append(child)
        return child


class Custom:
    def __init__(self, value):
        self.value = value

    def __deepcopy__(self, memo):
        return Custom(copy.deepcopy(self.value, memo))


def tree(depth, name):
    node = Node(name)
    if depth:
        for i in range(3):
            node.add(tree(depth - 1, "%s.%d" % (name, i)))
    return node


def count(node):
    return 1 + sum(count(c) for c in node.children if c.parent is node)


def run():
    original = tree(6, "root")
    copied = copy.deepcopy(original)
    shared = [1, 2, [3]]
    rows = [shared, shared, {"k": shared, "c": Custom(shared)}] * 20
    twin = copy.deepcopy(rows)
    matrix = copy.deepcopy([[i * j for j in range(30)] for i in range(30)])
    for _ in range(300):
        copy.copy(original).children = []
    same = twin[0] is twin[1] is twin[2]["k"] is twin[2]["c"].value
    return count(copied), copied is not original, same, twin[0] is not shared, sum(map(sum, matrix))


CHECKSUM = (1093, True, True, True, 189225)
