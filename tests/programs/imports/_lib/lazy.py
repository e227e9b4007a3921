def __getattr__(name):
    if name.startswith("dyn"):
        return name.upper()
    raise AttributeError(f"no {name} here")
def __dir__():
    return ["dyn_one"]
