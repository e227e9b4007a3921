import sys
class Fake:
    value = 42
    __name__ = "swapped"
sys.modules[__name__] = Fake()
