// The error function and its complement, by the rational approximations on five intervals that the libm of
// Sun and its descendants use.

function polynomial(c: readonly number[], x: number): number {
  let r = 0;
  for (let i = c.length - 1; i >= 0; i--) r = r * x + c[i];
  return r;
}

/** erf(1) to single precision: what the second interval counts from. */
const ERX = 8.45062911510467529297e-01;
const EFX = 1.28379167095512586316e-01;

// |x| < 0.84375: x + x*P(x^2)/Q(x^2)
const P0 = [
  1.28379167095512558561e-01,
  -3.25042107247001499370e-01,
  -2.84817495755985104766e-02,
  -5.77027029648944159157e-03,
  -2.37630166566501626084e-05,
];
const Q0 = [
  1,
  3.97917223959155352819e-01,
  6.50222499887672944485e-02,
  5.08130628187576562776e-03,
  1.32494738004321644526e-04,
  -3.96022827877536812320e-06,
];
// 0.84375 <= |x| < 1.25: in |x| - 1
const P1 = [
  -2.36211856075265944077e-03,
  4.14856118683748331666e-01,
  -3.72207876035701323847e-01,
  3.18346619901161753674e-01,
  -1.10894694282396677476e-01,
  3.54783043256182359371e-02,
  -2.16637559486879084300e-03,
];
const Q1 = [
  1,
  1.06420880400844228286e-01,
  5.40397917702171048937e-01,
  7.18286544141962662868e-02,
  1.26171219808761642112e-01,
  1.36370839120290507362e-02,
  1.19844998467991074170e-02,
];
// 1.25 <= |x| < 1/0.35: in 1/x^2
const P2 = [
  -9.86494403484714822705e-03,
  -6.93858572707181764372e-01,
  -1.05586262253232909814e+01,
  -6.23753324503260060396e+01,
  -1.62396669462573470355e+02,
  -1.84605092906711035994e+02,
  -8.12874355063065934246e+01,
  -9.81432934416914548592e+00,
];
const Q2 = [
  1,
  1.96512716674392571292e+01,
  1.37657754143519042600e+02,
  4.34565877475229228821e+02,
  6.45387271733267880336e+02,
  4.29008140027567833386e+02,
  1.08635005541779435134e+02,
  6.57024977031928170135e+00,
  -6.04244152148580987438e-02,
];
// 1/0.35 <= |x| < 28
const P3 = [
  -9.86494292470009928597e-03,
  -7.99283237680523006574e-01,
  -1.77579549177547519889e+01,
  -1.60636384855821916062e+02,
  -6.37566443368389627722e+02,
  -1.02509513161107724954e+03,
  -4.83519191608651397019e+02,
];
const Q3 = [
  1,
  3.03380607434824582924e+01,
  3.25792512996573918826e+02,
  1.53672958608443695994e+03,
  3.19985821950859553908e+03,
  2.55305040643316442583e+03,
  4.74528541206955367215e+02,
  -2.24409524465858183362e+01,
];

const word = new DataView(new ArrayBuffer(8));

/** x with its low 32 bits cleared, so that its square is exact. */
function highPart(x: number): number {
  word.setFloat64(0, x);
  word.setUint32(4, 0);
  return word.getFloat64(0);
}

/** erfc(a) for 1.25 <= a < 28. */
function tail(a: number): number {
  const s = 1 / (a * a);
  const ratio = a < 1 / 0.35
    ? polynomial(P2, s) / polynomial(Q2, s)
    : polynomial(P3, s) / polynomial(Q3, s);
  const z = highPart(a);
  return Math.exp(-z * z - 0.5625) * Math.exp((z - a) * (z + a) + ratio) / a;
}

/** The error function. */
export function erf(x: number): number {
  if (x !== x) return x;
  const a = Math.abs(x);
  if (a < 0.84375) {
    if (a < 2 ** -28) {
      return a < 2 ** -1015 ? 0.0625 * (16 * x + 16 * EFX * x) : x + EFX * x;
    }
    const z = x * x;
    return x + x * (polynomial(P0, z) / polynomial(Q0, z));
  }
  let r: number;
  if (a < 1.25) r = ERX + polynomial(P1, a - 1) / polynomial(Q1, a - 1);
  else if (a >= 6) r = 1;
  else r = 1 - tail(a);
  return x < 0 ? -r : r;
}

/** 1 - erf(x), without cancellation. */
export function erfc(x: number): number {
  if (x !== x) return x;
  const a = Math.abs(x);
  if (a < 0.84375) {
    if (a < 2 ** -56) return 1 - x;
    const z = x * x;
    const y = polynomial(P0, z) / polynomial(Q0, z);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
  }
  if (a < 1.25) {
    const ratio = polynomial(P1, a - 1) / polynomial(Q1, a - 1);
    return x < 0 ? 1 + (ERX + ratio) : 1 - ERX - ratio;
  }
  if (a >= 28) return x < 0 ? 2 : 0;
  if (x < -6) return 2;
  const t = tail(a);
  return x < 0 ? 2 - t : t;
}
