"""The Mandelbrot set on a grid, with complex numbers written out as pairs of floats."""


def run(size=100, limit=50):
    inside = total = 0
    for y in range(size):
        ci = 2.0 * y / size - 1.0
        for x in range(size):
            cr = 2.0 * x / size - 1.5
            zr = zi = 0.0
            for n in range(limit):
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                if zr * zr + zi * zi > 4.0:
                    total += n
                    break
            else:
                inside += 1
    return inside, total


CHECKSUM = (3959, 40061)
