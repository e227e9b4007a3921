"""ctypes: libc and libm called in a loop with ints, doubles, strings and a buffer."""

import ctypes

LIBC = ctypes.CDLL("libc.so.6")
LIBM = ctypes.CDLL("libm.so.6")


def run(n=15000):
    absolute = LIBC.abs
    absolute.argtypes = [ctypes.c_int]
    absolute.restype = ctypes.c_int
    power = LIBM.pow
    power.argtypes = [ctypes.c_double, ctypes.c_double]
    power.restype = ctypes.c_double
    length = LIBC.strlen
    length.argtypes = [ctypes.c_char_p]
    length.restype = ctypes.c_size_t
    total, real = 0, 0.0
    for i in range(n):
        total += absolute(-i)
        real += power(i % 10, 1.5)
    for i in range(n // 10):
        total += length(b"najash")
    buffer = ctypes.create_string_buffer(64)
    LIBC.memset(buffer, ord("x"), 63)
    return total, "%.6f" % real, buffer.value.count(b"x")


CHECKSUM = (112501500, '166574.301101', 63)
