// The gamma function and its logarithm: Lanczos's approximation with 13 terms, and the reflection formula.

const G = 6.024680040776729583740234375;
const G_MINUS_HALF = 5.524680040776729583740234375;

const NUMERATOR: readonly number[] = [
  23531376880.410759688572007674451636754734846804940,
  42919803642.649098768957899047001988850926355848959,
  35711959237.355668049440185451547166705960488635843,
  17921034426.037209699919755754458931112671403265390,
  6039542586.3520280050642916443072979210699388420708,
  1439720407.3117216736632230727949123939715485786372,
  248874557.86205415651146038641322942321632125127801,
  31426415.585400194380614231628318205362874684987640,
  2876370.6289353724412254090516208496135991145378768,
  186056.26539522349504029498971604569928220784236328,
  8071.6720023658162106380029022722506138218516325024,
  210.82427775157934587250973392071336271166969580291,
  2.5066282746310002701649081771338373386264310793408,
];
/** x*(x+1)*...*(x+11) */
const DENOMINATOR: readonly number[] = [
  0,
  39916800,
  120543840,
  150917976,
  105258076,
  45995730,
  13339535,
  2637558,
  357423,
  32670,
  1925,
  66,
  1,
];

/** Factorials that a double holds exactly. */
const EXACT: number[] = [1];
for (let n = 1; n < 23; n++) EXACT.push(EXACT[n - 1] * n);

/** The rational function, evaluated from the end where no power overflows. */
function lanczosSum(x: number): number {
  let numerator = 0, denominator = 0;
  if (x < 5) {
    for (let i = 12; i >= 0; i--) {
      numerator = numerator * x + NUMERATOR[i];
      denominator = denominator * x + DENOMINATOR[i];
    }
  } else {
    for (let i = 0; i < 13; i++) {
      numerator = numerator / x + NUMERATOR[i];
      denominator = denominator / x + DENOMINATOR[i];
    }
  }
  return numerator / denominator;
}

/** sin(pi*x), right near the integers. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const n = Math.round(2 * y);
  let r: number;
  switch (n) {
    case 0:
      r = Math.sin(Math.PI * y);
      break;
    case 1:
      r = Math.cos(Math.PI * (y - 0.5));
      break;
    case 2:
      // sin(pi*(1-y)) keeps the sign of zero
      r = Math.sin(Math.PI * (1 - y));
      break;
    case 3:
      r = -Math.cos(Math.PI * (y - 1.5));
      break;
    default:
      r = Math.sin(Math.PI * (y - 2));
  }
  return x < 0 ? -r : r;
}

/** Gamma of x; NaN where it has no value (a pole, minus infinity), an infinity where it overflows or x is 0. */
export function gamma(x: number): number {
  if (x - x !== 0) return x === -Infinity ? NaN : x;
  if (x === 0) return 1 / x;
  if (x === Math.floor(x)) {
    if (x < 0) return NaN;
    if (x <= EXACT.length) return EXACT[x - 1];
  }
  const a = Math.abs(x);
  if (a < 1e-20) return 1 / x;
  if (a > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = a + G_MINUS_HALF;
  // the rounding error of y
  let z: number;
  if (a > G_MINUS_HALF) {
    const q = y - a;
    z = q - G_MINUS_HALF;
  } else {
    const q = y - G_MINUS_HALF;
    z = q - a;
  }
  z = z * G / y;
  let r: number;
  if (x < 0) {
    r = -Math.PI / sinPi(a) / a * Math.exp(y) / lanczosSum(a);
    r -= z * r;
    if (a < 140) {
      r /= y ** (a - 0.5);
    } else {
      const root = y ** (a / 2 - 0.25);
      r /= root;
      r /= root;
    }
  } else {
    r = lanczosSum(a) / Math.exp(y);
    r += z * r;
    if (a < 140) {
      r *= y ** (a - 0.5);
    } else {
      const root = y ** (a / 2 - 0.25);
      r *= root;
      r *= root;
    }
  }
  return r;
}

const LOG_PI = 1.144729885849400174143427351353058711647;

/** The logarithm of |gamma(x)|; infinite at the poles. */
export function logGamma(x: number): number {
  if (x - x !== 0) return x !== x ? x : Infinity;
  if (x === Math.floor(x) && x <= 2) return x <= 0 ? Infinity : 0;
  const a = Math.abs(x);
  if (a < 1e-20) return -Math.log(a);
  // e to the power G is taken out of the sum
  let r = Math.log(lanczosSum(a)) - G;
  r += (a - 0.5) * (Math.log(a + G - 0.5) - 1);
  if (x < 0) r = LOG_PI - Math.log(Math.abs(sinPi(a))) - Math.log(a) - r;
  return r;
}
