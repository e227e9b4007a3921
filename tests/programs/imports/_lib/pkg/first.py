print("first", __name__, __package__)
name = "first"
