# An indentation error in the program itself.
print("never printed")


def fine(a, b):
    return a + b


class AlsoFine:
    def method(self):
        return fine(1, 2)


def many_lines():
    total = 0
    for i in range(10):
        total += i
    return total


values = [
    1,
    2,
    3,
]
text = """a string
over lines"""
if values:
    print("x")
elif text:
    print("y")
else:
    print("z")


def broken():
    x = 1
    if x:
        y = 2
      z = 3
    return x


broken()
