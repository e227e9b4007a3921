// Suffix sorting by induction (Nong, Zhang and Chan's SA-IS): linear in the length, whatever the text is.

/** The starts of the suffixes of `text`, sorted; its items are 0 … `top`. */
export function suffixArray(text: Uint8Array | Int32Array, top: number): Int32Array {
  const n = text.length;
  const sorted = new Int32Array(n);
  if (n < 2) return sorted;
  // small[i]: suffix i sorts before suffix i + 1
  const small = new Uint8Array(n);
  for (let i = n - 2; i >= 0; i--) {
    small[i] = text[i] === text[i + 1] ? small[i + 1] : text[i] < text[i + 1] ? 1 : 0;
  }
  // where the large and the small suffixes of each first item begin
  const largeStart = new Int32Array(top + 2), smallStart = new Int32Array(top + 2);
  for (let i = 0; i < n; i++) {
    if (small[i] === 0) smallStart[text[i]]++;
    else largeStart[text[i] + 1]++;
  }
  for (let i = 0; i <= top; i++) {
    smallStart[i] += largeStart[i];
    largeStart[i + 1] += smallStart[i];
  }
  const room = new Int32Array(top + 2);
  const induce = (seeds: Int32Array): void => {
    sorted.fill(-1);
    room.set(smallStart);
    for (let i = 0; i < seeds.length; i++) sorted[room[text[seeds[i]]]++] = seeds[i];
    room.set(largeStart);
    sorted[room[text[n - 1]]++] = n - 1;
    for (let i = 0; i < n; i++) {
      const at = sorted[i] - 1;
      if (at >= 0 && small[at] === 0) sorted[room[text[at]]++] = at;
    }
    room.set(largeStart);
    for (let i = n - 1; i >= 0; i--) {
      const at = sorted[i] - 1;
      if (at >= 0 && small[at] === 1) sorted[--room[text[at] + 1]] = at;
    }
  };
  // the leftmost small suffixes, in order of position
  const number = new Int32Array(n).fill(-1);
  let count = 0;
  for (let i = 1; i < n; i++) if (small[i - 1] === 0 && small[i] === 1) number[i] = count++;
  const seeds = new Int32Array(count);
  for (let i = 0; i < n; i++) if (number[i] >= 0) seeds[number[i]] = i;
  induce(seeds);
  if (count === 0) return sorted;
  // give equal pieces between them equal names, and sort the names
  const order = new Int32Array(count);
  let k = 0;
  for (let i = 0; i < n; i++) if (number[sorted[i]] >= 0) order[k++] = sorted[i];
  const names = new Int32Array(count);
  let highest = 0;
  for (let i = 1; i < count; i++) {
    let a = order[i - 1], b = order[i];
    const endA = number[a] + 1 < count ? seeds[number[a] + 1] : n;
    const endB = number[b] + 1 < count ? seeds[number[b] + 1] : n;
    let same = endA - a === endB - b;
    if (same) {
      while (a < endA && text[a] === text[b]) a++, b++;
      same = a < n && b < n && text[a] === text[b];
    }
    if (!same) highest++;
    names[number[order[i]]] = highest;
  }
  const inner = suffixArray(names, highest);
  for (let i = 0; i < count; i++) order[i] = seeds[inner[i]];
  induce(order);
  return sorted;
}
