export function run(size = 100, limit = 50) {
  let inside = 0, total = 0;
  for (let y = 0; y < size; y++) {
    const ci = 2 * y / size - 1;
    for (let x = 0; x < size; x++) {
      const cr = 2 * x / size - 1.5;
      let zr = 0, zi = 0, n = 0;
      for (; n < limit; n++) {
        const r = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = r;
        if (zr * zr + zi * zi > 4) break;
      }
      if (n < limit) total += n;
      else inside++;
    }
  }
  return [inside, total];
}

export const CHECKSUM = [3959, 40061];
