"""A package."""
print("pkg", __name__, __package__, __spec__.name, __spec__.parent, len(__path__))
from . import first
from .second import value as second_value
__all__ = ["first", "third"]
