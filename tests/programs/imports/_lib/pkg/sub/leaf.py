import pkg.sub as me
depth = len(__name__.split("."))
def up():
    from ...pkg import first
    return first
