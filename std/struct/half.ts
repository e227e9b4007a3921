// IEEE 754 binary16.

/** The number that 16 bits stand for. */
export function halfFromBits(bits: number): number {
  const exponent = (bits >> 10) & 31, fraction = bits & 1023;
  let v: number;
  if (exponent === 31) v = fraction === 0 ? Infinity : NaN;
  else if (exponent === 0) v = fraction * 2 ** -24;
  else v = (1024 + fraction) * 2 ** (exponent - 25);
  return bits & 0x8000 ? -v : v;
}

/** The bits of a number rounded half to even; `undefined` where it is too large. */
export function halfToBits(x: number): number | undefined {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  if (x !== x) return 0x7e00;
  const a = Math.abs(x);
  if (a === Infinity) return sign | 0x7c00;
  if (a >= 65520) return undefined;
  if (a < 2 ** -14) return sign | roundEven(a * 2 ** 24);
  const exponent = Math.floor(Math.log2(a));
  // log2 may round up to the next power
  const e = 2 ** exponent > a ? exponent - 1 : exponent;
  // a fraction that rounds up to 2048 carries into the exponent by itself
  return sign | (((e + 14) << 10) + roundEven(a * 2 ** (10 - e)));
}

function roundEven(v: number): number {
  const low = Math.floor(v), rest = v - low;
  return rest > 0.5 || rest === 0.5 && low % 2 === 1 ? low + 1 : low;
}
