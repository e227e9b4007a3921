import circle_b
x = 1
def get(): return circle_b.y
