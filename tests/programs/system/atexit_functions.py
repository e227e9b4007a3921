# atexit functions
import atexit, sys
def bye(*a, **k): print("bye", a, k)
atexit.register(bye, 1, x=2)
@atexit.register
def other(): print("other")
def bad(): raise ValueError("in exit")
atexit.register(bad)
atexit.unregister(other)
print(atexit._ncallbacks())
try: atexit.register(5)
except TypeError as e: print(e)
sys.exit(7)
