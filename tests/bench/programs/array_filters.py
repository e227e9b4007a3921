"""Filters over array.array: a grey picture of bytes is blurred, its edges are found, and a histogram is made."""

from array import array


def picture(width, height):
    pixels = array("B", bytes(width * height))
    for y in range(height):
        for x in range(width):
            pixels[y * width + x] = (x * 5 ^ y * 3) & 0xFF
    return pixels


def blur(source, width, height):
    target = array("B", source)
    for y in range(1, height - 1):
        for x in range(1, width - 1):
            at = y * width + x
            total = source[at] * 4 + (source[at - 1] + source[at + 1] + source[at - width] + source[at + width]) * 2
            total += source[at - width - 1] + source[at - width + 1] + source[at + width - 1] + source[at + width + 1]
            target[at] = total >> 4
    return target


def edges(source, width, height):
    target = array("d", [0.0]) * (width * height)
    for y in range(1, height - 1):
        for x in range(1, width - 1):
            at = y * width + x
            dx = source[at + 1] - source[at - 1]
            dy = source[at + width] - source[at - width]
            target[at] = (dx * dx + dy * dy) ** 0.5
    return target


def run(width=180, height=120):
    pixels = picture(width, height)
    soft = blur(blur(pixels, width, height), width, height)
    found = edges(soft, width, height)
    histogram = array("I", [0]) * 256
    for p in soft:
        histogram[p] += 1
    return sum(soft), "%.6f" % sum(found), max(histogram), list(histogram[:8])


CHECKSUM = (2681302, '561428.995112', 230, [1, 2, 3, 3, 3, 3, 4, 15])
