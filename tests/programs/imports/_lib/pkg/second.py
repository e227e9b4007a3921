from .first import name
value = name + "/second"
