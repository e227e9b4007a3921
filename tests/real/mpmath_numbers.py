# Arbitrary precision with mpmath.
# packages: python3-mpmath
from mpmath import mp, mpf, mpc, matrix, quad, findroot, zeta, gamma, besselj, nsum, inf, polyroots, diff, taylor, pslq, identify, iv, lu_solve, eig, odefun, airyai, hyp2f1, ellipk, erf, expj, fp, chop, nstr

mp.dps = 50
print(mp.pi, mp.e, mp.euler, mp.catalan, mp.phi)
print(mpf(1) / 3, mp.sqrt(2), mp.exp(100), mp.log(mpf("1e-1000")), mp.sin(mpf(10) ** 20))
print(zeta(3), zeta(mpc(0.5, 14.134725)), gamma(mpf("0.1")), besselj(2, 5.5), erf(1), airyai(2), ellipk(0.5))
print(hyp2f1(1, 2, 3, mpf("0.25")), mp.lambertw(1), mp.polylog(2, 0.5), mp.agm(1, 2), mp.bernoulli(50), mp.harmonic(100))
print(quad(lambda x: mp.exp(-x ** 2), [-inf, inf]) ** 2 - mp.pi)
print(findroot(lambda x: mp.cos(x) - x, 1), polyroots([1, 0, -2, -5]))
print(nsum(lambda n: 1 / n ** 2, [1, inf]), diff(lambda x: mp.sin(x) ** 2, 1, 3), taylor(mp.exp, 0, 5))
a = matrix([[1, 2], [3, 4.5]])
print(a ** -1, mp.det(a), lu_solve(a, matrix([1, 2])), a.T * a)
print(nstr(eig(matrix([[2, 1], [1, 3]]))[0], 20))
print(pslq([mp.pi, mp.atan(mpf(1) / 5), mp.atan(mpf(1) / 239)], maxcoeff=1000))
mp.dps = 15
print(identify(0.618033988749895), identify(1.6449340668482264, ["pi**2"]), mp.nstr(mpf("123456.789"), 4), repr(mpf("0.1")), repr(mpc(1, -2)))
f = odefun(lambda x, y: [y[1], -y[0]], 0, [0, 1])
print([nstr(v, 12) for v in f(1.0)])
iv.dps = 15
print(iv.mpf([1, 2]) * iv.mpf(["0.1", "0.2"]), iv.sin(iv.mpf([0, 1])))
print(fp.zeta(3), chop(expj(mp.pi)), mp.fac(30), mp.binomial(10, 3), mp.primepi(1000), mp.stirling1(6, 3))
for n in (10, 100, 1000):
    mp.dps = n
    print(n, str(mp.pi ** mp.e)[-20:], str(+mp.ln2)[-20:])
mp.dps = 30
print(mp.linspace(0, 1, 5), mp.fsum([mpf("0.1")] * 10), mp.floor(mpf("-2.5")), mp.nint(2.5), mpf("inf") - 1, mp.isnan(mpf("nan")), mp.mpf(2) ** 0.5 == mp.sqrt(2), mp.almosteq(mpf(1) / 3, mpf("0.3333333333333333333333333333333333")))
print(mp.siegelz(100), mp.zetazero(1), mp.findpoly(mp.sqrt(2) + 1, 3, tol=1e-20), mp.quadosc(lambda x: mp.sin(x) / x, [0, inf], omega=1))
