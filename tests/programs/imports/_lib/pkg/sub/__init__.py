from .. import first
from ..second import value
from . import leaf
print("sub", first.name, value, leaf.depth)
