// The elementary functions of complex numbers, by Kahan's formulas ("Branch cuts for complex elementary functions").
//
// A function tells of a pole, an invalid argument or an overflow through `problem`, which its caller clears before.

import { hypot } from "../../vm/objects/float_power.ts";
import { type Parts, specialValue } from "./complex_special.ts";
import * as elementary from "./elementary.ts";
import { copySign, scale } from "./float_parts.ts";

/** What came up in the last call: C's errno. */
export const problem: { kind: "" | "domain" | "range" } = { kind: "" };

const LARGE = Number.MAX_VALUE / 4;
const SQRT_LARGE = Math.sqrt(LARGE);
const LOG_LARGE = Math.log(LARGE);
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const SQRT_SMALLEST = Math.sqrt(SMALLEST_NORMAL);
const { E, LN2 } = Math;

function isFinite(x: number): boolean {
  return x - x === 0;
}

function isInfinite(x: number): boolean {
  return x === Infinity || x === -Infinity;
}

function checked(r: Parts): Parts {
  if (isInfinite(r[0]) || isInfinite(r[1])) problem.kind = "range";
  return r;
}

export function sqrt(re: number, im: number): Parts {
  const special = specialValue("sqrt", re, im);
  if (special !== undefined) return special;
  if (re === 0 && im === 0) return [0, im];
  let ax = Math.abs(re), s: number;
  const ay = Math.abs(im);
  if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    // subnormal parts are scaled up by 2**54 for their precision
    ax = scale(ax, 53);
    s = scale(Math.sqrt(ax + hypot(ax, scale(ay, 53))), -27);
  } else {
    ax /= 8;
    s = 2 * Math.sqrt(ax + hypot(ax, ay / 8));
  }
  const d = ay / (2 * s);
  return re >= 0 ? [s, copySign(d, im)] : [d, copySign(s, im)];
}

export function acos(re: number, im: number): Parts {
  const special = specialValue("acos", re, im);
  if (special !== undefined) return special;
  if (Math.abs(re) > LARGE || Math.abs(im) > LARGE) {
    const length = Math.log(hypot(re / 2, im / 2)) + LN2 * 2;
    return [
      Math.atan2(Math.abs(im), re),
      re < 0 ? -copySign(length, im) : copySign(length, -im),
    ];
  }
  const a = sqrt(1 - re, -im), b = sqrt(1 + re, im);
  return [2 * Math.atan2(a[0], b[0]), elementary.asinh(b[0] * a[1] - b[1] * a[0])];
}

export function acosh(re: number, im: number): Parts {
  const special = specialValue("acosh", re, im);
  if (special !== undefined) return special;
  if (Math.abs(re) > LARGE || Math.abs(im) > LARGE) {
    return [Math.log(hypot(re / 2, im / 2)) + LN2 * 2, Math.atan2(im, re)];
  }
  const a = sqrt(re - 1, im), b = sqrt(re + 1, im);
  return [elementary.asinh(a[0] * b[0] + a[1] * b[1]), 2 * Math.atan2(a[1], b[0])];
}

export function asin(re: number, im: number): Parts {
  const s = asinh(-im, re);
  return [s[1], -s[0]];
}

export function asinh(re: number, im: number): Parts {
  const special = specialValue("asinh", re, im);
  if (special !== undefined) return special;
  if (Math.abs(re) > LARGE || Math.abs(im) > LARGE) {
    const length = Math.log(hypot(re / 2, im / 2)) + LN2 * 2;
    return [
      im >= 0 ? copySign(length, re) : -copySign(length, -re),
      Math.atan2(im, Math.abs(re)),
    ];
  }
  const a = sqrt(1 + im, -re), b = sqrt(1 - im, re);
  return [
    elementary.asinh(a[0] * b[1] - b[0] * a[1]),
    Math.atan2(im, a[0] * b[0] - a[1] * b[1]),
  ];
}

export function atan(re: number, im: number): Parts {
  const s = atanh(-im, re);
  return [s[1], -s[0]];
}

export function atanh(re: number, im: number): Parts {
  const special = specialValue("atanh", re, im);
  if (special !== undefined) return special;
  if (re < 0 || Object.is(re, -0)) {
    const r = atanh(-re, -im);
    return [-r[0], -r[1]];
  }
  const ay = Math.abs(im);
  if (re > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = hypot(re / 2, im / 2);
    return [re / 4 / h / h, -copySign(Math.PI / 2, -im)];
  }
  if (re === 1 && ay < SQRT_SMALLEST) {
    if (ay === 0) {
      problem.kind = "domain";
      return [Infinity, im];
    }
    return [
      -Math.log(Math.sqrt(ay) / Math.sqrt(hypot(ay, 2))),
      copySign(Math.atan2(2, -ay) / 2, im),
    ];
  }
  return [
    elementary.log1p(4 * re / ((1 - re) * (1 - re) + ay * ay)) / 4,
    -Math.atan2(-2 * im, (1 - re) * (1 + re) - ay * ay) / 2,
  ];
}

export function cos(re: number, im: number): Parts {
  return cosh(-im, re);
}

export function cosh(re: number, im: number): Parts {
  if (!isFinite(re) || !isFinite(im)) {
    let r: Parts;
    if (isInfinite(re) && isFinite(im) && im !== 0) {
      const c = copySign(Infinity, Math.cos(im)), s = copySign(Infinity, Math.sin(im));
      r = [c, re > 0 ? s : -s];
    } else {
      r = specialValue("cosh", re, im)!;
    }
    if (isInfinite(im) && re === re) problem.kind = "domain";
    return r;
  }
  if (Math.abs(re) > LOG_LARGE) {
    const less = re - copySign(1, re);
    return checked([
      Math.cos(im) * elementary.cosh(less) * E,
      Math.sin(im) * elementary.sinh(less) * E,
    ]);
  }
  return checked([
    Math.cos(im) * elementary.cosh(re),
    Math.sin(im) * elementary.sinh(re),
  ]);
}

export function sin(re: number, im: number): Parts {
  const s = sinh(-im, re);
  return [s[1], -s[0]];
}

export function sinh(re: number, im: number): Parts {
  if (!isFinite(re) || !isFinite(im)) {
    let r: Parts;
    if (isInfinite(re) && isFinite(im) && im !== 0) {
      const c = copySign(Infinity, Math.cos(im)), s = copySign(Infinity, Math.sin(im));
      r = [re > 0 ? c : -c, s];
    } else {
      r = specialValue("sinh", re, im)!;
    }
    if (isInfinite(im) && re === re) problem.kind = "domain";
    return r;
  }
  if (Math.abs(re) > LOG_LARGE) {
    const less = re - copySign(1, re);
    return checked([
      Math.cos(im) * elementary.sinh(less) * E,
      Math.sin(im) * elementary.cosh(less) * E,
    ]);
  }
  return checked([
    Math.cos(im) * elementary.sinh(re),
    Math.sin(im) * elementary.cosh(re),
  ]);
}

export function tan(re: number, im: number): Parts {
  const s = tanh(-im, re);
  return [s[1], -s[0]];
}

export function tanh(re: number, im: number): Parts {
  if (!isFinite(re) || !isFinite(im)) {
    let r: Parts;
    if (isInfinite(re) && isFinite(im) && im !== 0) {
      r = [re > 0 ? 1 : -1, copySign(0, 2 * Math.sin(im) * Math.cos(im))];
    } else {
      r = specialValue("tanh", re, im)!;
    }
    if (isInfinite(im) && isFinite(re)) problem.kind = "domain";
    return r;
  }
  if (Math.abs(re) > LOG_LARGE) {
    return [
      copySign(1, re),
      4 * Math.sin(im) * Math.cos(im) * Math.exp(-2 * Math.abs(re)),
    ];
  }
  const tx = Math.tanh(re), ty = Math.tan(im), cx = 1 / elementary.cosh(re);
  const product = tx * ty, denominator = 1 + product * product;
  return [tx * (1 + ty * ty) / denominator, ty / denominator * cx * cx];
}

export function exp(re: number, im: number): Parts {
  if (!isFinite(re) || !isFinite(im)) {
    let r: Parts;
    if (isInfinite(re) && isFinite(im) && im !== 0) {
      const size = re > 0 ? Infinity : 0;
      r = [copySign(size, Math.cos(im)), copySign(size, Math.sin(im))];
    } else {
      r = specialValue("exp", re, im)!;
    }
    if (isInfinite(im) && (isFinite(re) || re === Infinity)) problem.kind = "domain";
    return r;
  }
  if (re > LOG_LARGE) {
    const l = Math.exp(re - 1);
    return checked([l * Math.cos(im) * E, l * Math.sin(im) * E]);
  }
  const l = Math.exp(re);
  return checked([l * Math.cos(im), l * Math.sin(im)]);
}

export function log(re: number, im: number): Parts {
  const special = specialValue("log", re, im);
  if (special !== undefined) return special;
  const ax = Math.abs(re), ay = Math.abs(im);
  let length: number;
  if (ax > LARGE || ay > LARGE) {
    length = Math.log(hypot(ax / 2, ay / 2)) + LN2;
  } else if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    if (ax > 0 || ay > 0) {
      length = Math.log(hypot(scale(ax, 53), scale(ay, 53))) - 53 * LN2;
    } else {
      problem.kind = "domain";
      return [-Infinity, Math.atan2(im, re)];
    }
  } else {
    const h = hypot(ax, ay);
    if (h >= 0.71 && h <= 1.73) {
      const most = Math.max(ax, ay), least = Math.min(ax, ay);
      length = elementary.log1p((most - 1) * (most + 1) + least * least) / 2;
    } else {
      length = Math.log(h);
    }
  }
  return [length, Math.atan2(im, re)];
}

export function log10(re: number, im: number): Parts {
  const r = log(re, im);
  return [r[0] / Math.LN10, r[1] / Math.LN10];
}

/** From polar coordinates. */
export function rect(r: number, phi: number): Parts {
  if (!isFinite(r) || !isFinite(phi)) {
    let z: Parts;
    if (isInfinite(r) && isFinite(phi) && phi !== 0) {
      const c = copySign(Infinity, Math.cos(phi)), s = copySign(Infinity, Math.sin(phi));
      z = r > 0 ? [c, s] : [-c, -s];
    } else {
      z = specialValue("rect", r, phi)!;
    }
    if (r !== 0 && r === r && isInfinite(phi)) problem.kind = "domain";
    return z;
  }
  if (phi === 0) return [r, r * phi];
  return [r * Math.cos(phi), r * Math.sin(phi)];
}
