# A syntax error in the program itself: nothing runs, the error shows the line and carets.
import sys
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
result = many_lines()
mapping = {
    "one": 1,
    "two": 2
    "three": 3,
}
print(result)
print(mapping)
sys.exit(0)
