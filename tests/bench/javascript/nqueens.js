function* place(row, n, columns, rising, falling, placed) {
  if (row === n) {
    yield placed.slice();
    return;
  }
  for (let col = 0; col < n; col++) {
    if (columns[col] || rising[row + col] || falling[row - col + n]) continue;
    columns[col] = rising[row + col] = falling[row - col + n] = true;
    placed.push(col);
    yield* place(row + 1, n, columns, rising, falling, placed);
    placed.pop();
    columns[col] = rising[row + col] = falling[row - col + n] = false;
  }
}

export function run(n = 9) {
  const flags = (size) => new Array(size).fill(false);
  let count = 0, weight = 0;
  for (const solution of place(0, n, flags(n), flags(2 * n), flags(2 * n), [])) {
    count++;
    for (let i = 0; i < n; i++) weight += i * solution[i];
  }
  return [count, weight];
}

export const CHECKSUM = [352, 50688];
