# Closures, nonlocal, late binding, default arguments, recursion through cells.
def counter(start=0):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n

    def reset():
        nonlocal n
        n = start

    return step, reset


step, reset = counter(10)
print(step(), step(5), step(-3))
reset()
print(step())

late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])


def outer():
    x = "outer"

    def middle():
        def inner():
            return x

        return inner

    f = middle()
    x = "changed"
    return f()


print(outer())


def deleted():
    value = 1

    def read():
        return value

    print(read())
    del value
    try:
        read()
    except NameError as e:
        print(type(e).__name__, e)


deleted()


def make_adders():
    adders = {}
    for n in (1, 2, 3):
        def add(x, n=n, *, scale=1):
            return (x + n) * scale
        adders[n] = add
    return adders


for n, add in make_adders().items():
    print(n, add(10), add(10, scale=2), add.__defaults__, add.__kwdefaults__)


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(fact(20), fact(25))
print(fact.__closure__, step.__closure__[0].cell_contents, step.__code__.co_freevars)


def shadow():
    print(len([1, 2]))
    try:
        print(undefined_name)
    except NameError as e:
        print(e)

    def unbound():
        try:
            print(local)
        except UnboundLocalError as e:
            print(e)
        local = 1
        return local

    return unbound()


print(shadow())


def mutable_default(item, bucket=[]):
    bucket.append(item)
    return bucket


print(mutable_default(1), mutable_default(2), mutable_default(3, []))
x = 5


def uses_global():
    global x
    x += 1
    return x


print(uses_global(), x, globals()["x"])
