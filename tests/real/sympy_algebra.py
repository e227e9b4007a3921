# Symbolic algebra with sympy.
# packages: python3-sympy python3-mpmath
from sympy import (Eq, Function, I, Integer, Matrix, Rational, Symbol, apart, cancel, cos, diff, dsolve, exp, expand, factor, factorint,
                   integrate, latex, limit, log, nsolve, oo, pi, pretty, primerange, series, simplify, sin, solve, sqrt, srepr, summation,
                   symbols, together, trigsimp, Poly, groebner, Piecewise, lambdify, sympify, Derivative, binomial, gamma, zeta)
from sympy.logic.boolalg import to_cnf
from sympy.parsing.sympy_parser import parse_expr

x, y, z = symbols("x y z")
n = Symbol("n", integer=True, positive=True)
print(expand((x + y) ** 4), factor(x ** 4 - 5 * x ** 2 + 4), cancel((x ** 2 - 1) / (x - 1)))
print(apart(1 / (x * (x + 1) * (x + 2))), together(1 / x + 1 / y), simplify(sin(x) ** 2 + cos(x) ** 2))
print(diff(exp(x ** 2) * sin(x), x, 2), integrate(x ** 2 * exp(-x), x), integrate(1 / (1 + x ** 2), (x, 0, oo)))
print(limit(sin(x) / x, x, 0), limit((1 + 1 / x) ** x, x, oo), series(cos(x), x, 0, 8))
print(solve(x ** 3 - 6 * x ** 2 + 11 * x - 6, x), solve([x + y - 3, x - y - 1], [x, y]), solve(x ** 2 + 1, x))
print(summation(1 / n ** 2, (n, 1, oo)), zeta(4), gamma(Rational(1, 2)), binomial(50, 25))
m = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
print(m.det(), m.inv(), m.rank(), m.charpoly(x).as_expr(), m * m)
print(Matrix([[1, 2], [2, 1]]).eigenvects(), Matrix([[1, 2], [3, 4]]).LUdecomposition()[0])
f = Function("f")
print(dsolve(f(x).diff(x, 2) + f(x), f(x)), dsolve(Derivative(f(x), x) - f(x), f(x)))
print(pi.evalf(50), sqrt(2).n(30), exp(1).evalf(40), (sqrt(2) + sqrt(3)).minimal_polynomial(x) if hasattr(sqrt(2), "minimal_polynomial") else "")
print(factorint(2 ** 64 - 1), list(primerange(1, 60)), Integer(2) ** 200)
print(trigsimp(sin(x) * cos(y) + cos(x) * sin(y)), expand(cos(x + y), trig=True), (I ** 3, sqrt(-8), exp(I * pi)))
print(Poly(x ** 3 + 2 * x + 1, x).all_coeffs(), Poly(x ** 4 - 1).factor_list(), groebner([x ** 2 + y, x * y - 1], x, y, order="lex"))
print(srepr(x ** 2 + 1 / y), latex(integrate(sqrt(x), x)), latex(Matrix([[x, 1], [y, 2]])))
print(pretty(Eq(x ** 2 + 1 / y, sqrt(z) / 3)))
print(pretty(Matrix([[x, sin(y)], [1, exp(x)]])), pretty(integrate(f(x), x)))
p = Piecewise((x, x < 0), (x ** 2, True))
print(p, p.subs(x, 3), p.diff(x), integrate(p, (x, -1, 2)))
print(to_cnf(sympify("(a & b) | c")), parse_expr("2*x + sin(y)**2").subs({x: 3, y: 0}), nsolve(cos(x) - x, x, 1))
g = lambdify((x, y), x ** 2 + sin(y), "math")
print(round(g(3, 0.5), 12), simplify(log(x ** 2 * y) - 2 * log(x), force=True))
print(sorted((x * y + 3 * x ** 2).free_symbols, key=str), (x + y).as_ordered_terms(), (x ** 2).args, hash(x + 1) == hash(1 + x))
