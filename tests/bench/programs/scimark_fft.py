"""SciMark's FFT: a complex fast Fourier transform of 1024 points in one list, forth and back."""

from math import pi, sin


def bit_reverse(data):
    n = len(data) // 2
    j = 0
    for i in range(n - 1):
        if i < j:
            a, b = 2 * i, 2 * j
            data[a], data[b] = data[b], data[a]
            data[a + 1], data[b + 1] = data[b + 1], data[a + 1]
        k = n >> 1
        while k <= j:
            j -= k
            k >>= 1
        j += k


def transform(data, direction):
    n = len(data) // 2
    bit_reverse(data)
    dual = 1
    while dual < n:
        w_real, w_imag = 1.0, 0.0
        theta = 2.0 * direction * pi / (2.0 * dual)
        s, half = sin(theta), sin(theta / 2.0)
        s2 = 2.0 * half * half
        for a in range(dual):
            if a > 0:
                w_real, w_imag = w_real - s * w_imag - s2 * w_real, w_imag + s * w_real - s2 * w_imag
            for b in range(0, n, 2 * dual):
                i, j = 2 * (b + a), 2 * (b + a + dual)
                z_real, z_imag = data[j], data[j + 1]
                d_real = w_real * z_real - w_imag * z_imag
                d_imag = w_real * z_imag + w_imag * z_real
                data[j] = data[i] - d_real
                data[j + 1] = data[i + 1] - d_imag
                data[i] += d_real
                data[i + 1] += d_imag
        dual *= 2


def run(n=1024, cycles=6):
    state, data = 113, []
    for _ in range(2 * n):
        state = (state * 16807) % 2147483647
        data.append(state / 2147483647)
    before = list(data)
    for _ in range(cycles):
        transform(data, -1)
        transform(data, 1)
        for i in range(2 * n):
            data[i] /= n
    worst = max(abs(a - b) for a, b in zip(data, before))
    return worst < 1e-9, "%.6f" % sum(data)


CHECKSUM = (True, '1025.880718')
