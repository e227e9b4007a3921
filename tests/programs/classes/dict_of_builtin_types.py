# __dict__ of instances of builtin types and of their subclasses: read, replaced, deleted.
import types, io, collections, typing
class E(Exception): pass
class EG(ExceptionGroup): pass
class SN(types.SimpleNamespace): pass
class DD(collections.OrderedDict): pass
T=typing.TypeVar("T")
for o in (types.SimpleNamespace(a=1), SN(a=2), E(1), Exception(2), io.StringIO(), collections.OrderedDict(), DD(), EG("m",[E()]), io.BytesIO()):
    try:
        print(type(o).__name__, vars(o), sorted(dir(o))[-1]); o.zz=1; print(o.__dict__)
        o.__dict__={"q":1}; print(o.__dict__, getattr(o,"zz",None))
    except Exception as e: print(type(e).__name__, e)
    try: del o.__dict__
    except Exception as e: print(type(e).__name__, e)
