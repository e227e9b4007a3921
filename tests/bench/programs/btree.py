"""A B-tree: keys inserted in scattered order, looked up, and walked in order."""

DEGREE = 8


class Node:
    def __init__(self, leaf):
        self.keys = []
        self.values = []
        self.children = None if leaf else []


def position(keys, key):
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low


class BTree:
    def __init__(self):
        self.root = Node(True)
        self.size = 0

    def get(self, key):
        node = self.root
        while True:
            i = position(node.keys, key)
            if i < len(node.keys) and node.keys[i] == key:
                return node.values[i]
            if node.children is None:
                return None
            node = node.children[i]

    def split(self, parent, i):
        full = parent.children[i]
        right = Node(full.children is None)
        right.keys, right.values = full.keys[DEGREE:], full.values[DEGREE:]
        parent.keys.insert(i, full.keys[DEGREE - 1])
        parent.values.insert(i, full.values[DEGREE - 1])
        del full.keys[DEGREE - 1:], full.values[DEGREE - 1:]
        if full.children is not None:
            right.children = full.children[DEGREE:]
            del full.children[DEGREE:]
        parent.children.insert(i + 1, right)

    def put(self, key, value):
        if len(self.root.keys) == 2 * DEGREE - 1:
            root = Node(False)
            root.children.append(self.root)
            self.split(root, 0)
            self.root = root
        node = self.root
        while True:
            i = position(node.keys, key)
            if i < len(node.keys) and node.keys[i] == key:
                node.values[i] = value
                return
            if node.children is None:
                node.keys.insert(i, key)
                node.values.insert(i, value)
                self.size += 1
                return
            child = node.children[i]
            if len(child.keys) == 2 * DEGREE - 1:
                self.split(node, i)
                if key > node.keys[i]:
                    i += 1
                elif key == node.keys[i]:
                    node.values[i] = value
                    return
                child = node.children[i]
            node = child

    def items(self, node=None):
        node = node or self.root
        if node.children is None:
            yield from zip(node.keys, node.values)
            return
        for i, key in enumerate(node.keys):
            yield from self.items(node.children[i])
            yield key, node.values[i]
        yield from self.items(node.children[-1])

    def depth(self):
        node, n = self.root, 1
        while node.children is not None:
            node = node.children[0]
            n += 1
        return n


def run(n=10000):
    tree = BTree()
    for i in range(n):
        tree.put(i * 7919 % 10007, i)
    hits = sum(1 for i in range(0, 10007, 3) if tree.get(i) is not None)
    total, last, ordered = 0, -1, True
    for key, value in tree.items():
        ordered = ordered and key > last
        last = key
        total += key ^ value
    return tree.size, tree.depth(), hits, total, ordered


CHECKSUM = (10000, 4, 3332, 64268886, True)
