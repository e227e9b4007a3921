function bitReverse(data) {
  const n = data.length / 2;
  for (let i = 0, j = 0; i < n - 1; i++) {
    if (i < j) {
      for (let k = 0; k < 2; k++) {
        const t = data[2 * i + k];
        data[2 * i + k] = data[2 * j + k];
        data[2 * j + k] = t;
      }
    }
    let k = n >> 1;
    while (k <= j) {
      j -= k;
      k >>= 1;
    }
    j += k;
  }
}

function transform(data, direction) {
  const n = data.length / 2;
  bitReverse(data);
  for (let dual = 1; dual < n; dual *= 2) {
    let wReal = 1, wImag = 0;
    const theta = 2 * direction * Math.PI / (2 * dual);
    const s = Math.sin(theta), half = Math.sin(theta / 2), s2 = 2 * half * half;
    for (let a = 0; a < dual; a++) {
      if (a > 0) {
        const real = wReal - s * wImag - s2 * wReal;
        wImag = wImag + s * wReal - s2 * wImag;
        wReal = real;
      }
      for (let b = 0; b < n; b += 2 * dual) {
        const i = 2 * (b + a), j = 2 * (b + a + dual);
        const zReal = data[j], zImag = data[j + 1];
        const dReal = wReal * zReal - wImag * zImag, dImag = wReal * zImag + wImag * zReal;
        data[j] = data[i] - dReal;
        data[j + 1] = data[i + 1] - dImag;
        data[i] += dReal;
        data[i + 1] += dImag;
      }
    }
  }
}

export function run(n = 1024, cycles = 6) {
  const data = new Float64Array(2 * n);
  for (let i = 0, state = 113; i < 2 * n; i++) {
    state = (state * 16807) % 2147483647;
    data[i] = state / 2147483647;
  }
  const before = data.slice();
  for (let c = 0; c < cycles; c++) {
    transform(data, -1);
    transform(data, 1);
    for (let i = 0; i < 2 * n; i++) data[i] /= n;
  }
  let worst = 0, sum = 0;
  for (let i = 0; i < 2 * n; i++) {
    worst = Math.max(worst, Math.abs(data[i] - before[i]));
    sum += data[i];
  }
  return [worst < 1e-9, sum.toFixed(6)];
}

export const CHECKSUM = [true, "1025.880718"];
