function fannkuch(n) {
  const perm1 = Array.from({ length: n }, (_, i) => i);
  const count = new Array(n).fill(0);
  let best = 0, checksum = 0, turn = 0, r = n;
  for (;;) {
    for (; r !== 1; r--) count[r - 1] = r;
    let first = perm1[0];
    if (first !== 0) {
      const perm = perm1.slice();
      let flips = 0;
      while (first !== 0) {
        for (let i = 0, j = first; i < j; i++, j--) {
          const t = perm[i];
          perm[i] = perm[j];
          perm[j] = t;
        }
        flips++;
        first = perm[0];
      }
      if (flips > best) best = flips;
      checksum += turn & 1 ? -flips : flips;
    }
    for (;;) {
      if (r === n) return [checksum, best];
      const head = perm1[0];
      for (let i = 0; i < r; i++) perm1[i] = perm1[i + 1];
      perm1[r] = head;
      count[r]--;
      if (count[r] > 0) break;
      r++;
    }
    turn++;
  }
}

export function run() {
  return fannkuch(8);
}

export const CHECKSUM = [1616, 22];
