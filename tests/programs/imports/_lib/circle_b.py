import circle_a
y = 2
print("b sees", hasattr(circle_a, "x"))
