# cmath at ordinary and special values; statistics.
import cmath,statistics,itertools
def t(s):
    try: print(s,'->',repr(eval(s)))
    except BaseException as e: print(s,'->',type(e).__name__,e)
for s in [
    "cmath.sqrt('a')",
    'cmath.log(0)',
    'cmath.log(1,0)',
    'cmath.exp(1000)',
    'cmath.atanh(1)',
    "cmath.phase('a')",
    'cmath.polar(1)',
    'cmath.rect(1)',
    "cmath.rect(1,float('inf'))",
    'cmath.isclose(1,2,rel_tol=-1)',
    "cmath.tan(complex(float('inf'),0))",
    'cmath.log10(0)',
    'cmath.cosh(1000)',
    'cmath.log()',
    'cmath.sqrt(-1)',
    'cmath.phase(-1)',
    'cmath.inf, cmath.infj,cmath.nanj',
    'cmath.log(8,2)',
    'cmath.isclose(1j,1j+1e-12)',
    'cmath.isnan(1)',
    'statistics.NormalDist(10,2).inv_cdf(.3)',
    'statistics.NormalDist().inv_cdf(1e-20)',
    'statistics.mean([1,2,3.5])',
    'statistics.stdev([1,2,3,4])',
    'statistics.median([1,3,2])',
    'statistics.quantiles(range(10))',
    'statistics.linear_regression([1,2,3],[2,4,7])',
    'statistics.NormalDist.from_samples([1,2,3,4]).cdf(2)',
    'statistics.fmean([1,2,3])',
    'statistics.harmonic_mean([40,60])',
    "statistics.mode('aab')",
    'statistics.variance([1.5,2.5,4])',
    'statistics.correlation([1,2,3],[1,2,4])',
]: t(s)
V=[float('-inf'),-2.5,-0.0,0.0,1.0,float('inf'),float('nan'),1e-320,1e308]
for f in "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split():
    for a,b in itertools.product(V,V):
        t(f"cmath.{f}(complex('{a}','{b}'))" if 0 else f"cmath.{f}(complex(float('{a}'),float('{b}')))")
for a,b in itertools.product(V,V): t(f"cmath.rect(float('{a}'),float('{b}'))")
