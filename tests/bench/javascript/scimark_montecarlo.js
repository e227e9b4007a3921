const M1 = 2147483647;
const M2 = 65536;

class Random {
  constructor(seed) {
    this.m = new Int32Array(17);
    const j0 = 9069 % M2, j1 = Math.floor(9069 / M2);
    let jseed = Math.min(Math.abs(seed), M1);
    if (jseed % 2 === 0) jseed--;
    let s0 = jseed % M2, s1 = Math.floor(jseed / M2);
    for (let i = 0; i < 17; i++) {
      const product = s0 * j0;
      s1 = (Math.floor(product / M2) + s0 * j1 + s1 * j0) % (M2 / 2);
      s0 = product % M2;
      this.m[i] = s0 + M2 * s1;
    }
    this.i = 4;
    this.j = 16;
  }

  next() {
    let k = this.m[this.i] - this.m[this.j];
    if (k < 0) k += M1;
    this.m[this.j] = k;
    this.i = this.i === 0 ? 16 : this.i - 1;
    this.j = this.j === 0 ? 16 : this.j - 1;
    return k / M1;
  }
}

export function run(n = 60000) {
  const random = new Random(113);
  let under = 0;
  for (let i = 0; i < n; i++) {
    const x = random.next(), y = random.next();
    if (x * x + y * y <= 1) under++;
  }
  return under;
}

export const CHECKSUM = 47004;
