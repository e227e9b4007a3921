"""A ray tracer: spheres over a chequered plane, with shadows and reflections, one small picture."""

from math import sqrt


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scaled(self, f):
        return Vector(self.x * f, self.y * f, self.z * f)

    def normalized(self):
        return self.scaled(1.0 / sqrt(self.dot(self)))

    def reflected(self, normal):
        return self - normal.scaled(2 * self.dot(normal))


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction

    def at(self, t):
        return self.origin + self.direction.scaled(t)


class Sphere:
    def __init__(self, centre, radius, colour, mirror):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.mirror = mirror

    def intersection(self, ray):
        to = self.centre - ray.origin
        along = to.dot(ray.direction)
        inside = self.radius * self.radius - (to.dot(to) - along * along)
        if inside < 0:
            return None
        return along - sqrt(inside)

    def normal(self, point):
        return (point - self.centre).normalized()

    def colour_at(self, point):
        return self.colour


class Plane:
    mirror = 0.1

    def __init__(self, height):
        self.height = height

    def intersection(self, ray):
        if ray.direction.y == 0:
            return None
        return (self.height - ray.origin.y) / ray.direction.y

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def colour_at(self, point):
        return (1.0, 1.0, 1.0) if (int(point.x + 100) + int(point.z + 100)) % 2 else (0.1, 0.1, 0.2)


class Scene:
    def __init__(self):
        self.things = [
            Plane(-1.0),
            Sphere(Vector(0.0, 0.0, 5.0), 1.0, (1.0, 0.3, 0.3), 0.3),
            Sphere(Vector(-2.0, 0.2, 6.0), 1.2, (0.3, 1.0, 0.3), 0.2),
            Sphere(Vector(1.6, -0.4, 3.5), 0.6, (0.3, 0.3, 1.0), 0.5),
        ]
        self.light = Vector(5.0, 6.0, -2.0)

    def nearest(self, ray):
        best, thing = None, None
        for t in self.things:
            d = t.intersection(ray)
            if d is not None and d > 1e-6 and (best is None or d < best):
                best, thing = d, t
        return best, thing

    def lit(self, point):
        ray = Ray(point, (self.light - point).normalized())
        for t in self.things:
            d = t.intersection(ray)
            if d is not None and d > 1e-6:
                return False
        return True

    def colour(self, ray, depth):
        distance, thing = self.nearest(ray)
        if thing is None:
            return (0.4, 0.6, 0.9)
        point = ray.at(distance)
        normal = thing.normal(point)
        bright = 0.15
        if self.lit(point):
            bright += max(0.0, normal.dot((self.light - point).normalized())) * 0.85
        r, g, b = thing.colour_at(point)
        r, g, b = r * bright, g * bright, b * bright
        if depth > 0 and thing.mirror:
            m = thing.mirror
            mr, mg, mb = self.colour(Ray(point, ray.direction.reflected(normal)), depth - 1)
            r, g, b = r + (mr - r) * m, g + (mg - g) * m, b + (mb - b) * m
        return r, g, b


def run(width=80, height=60):
    scene = Scene()
    eye = Vector(0.0, 0.3, -3.0)
    sums = [0.0, 0.0, 0.0]
    for row in range(height):
        for column in range(width):
            target = Vector((column - width / 2) / width * 4, (height / 2 - row) / width * 4, 0.0)
            colour = scene.colour(Ray(eye, (target - eye).normalized()), 3)
            for i in range(3):
                sums[i] += colour[i]
    return "%.6f %.6f %.6f" % tuple(sums)


CHECKSUM = '1879.167516 2314.359712 2984.894218'
