function execute(grid, omega, cycles) {
  const quarter = omega * 0.25, rest = 1 - omega;
  for (let c = 0; c < cycles; c++) {
    for (let y = 1; y < grid.length - 1; y++) {
      const row = grid[y], above = grid[y - 1], below = grid[y + 1];
      for (let x = 1; x < row.length - 1; x++) {
        row[x] = quarter * (above[x] + below[x] + row[x - 1] + row[x + 1]) + rest * row[x];
      }
    }
  }
}

export function run(n = 100, cycles = 40) {
  const grid = [];
  for (let y = 0; y < n; y++) {
    grid.push(Float64Array.from({ length: n }, (_, x) => (x * y) % 17));
  }
  execute(grid, 1.25, cycles);
  let total = 0;
  for (const row of grid) total += row.reduce((a, b) => a + b, 0);
  return `${total.toFixed(6)} ${grid[n / 2][Math.floor(n / 3)].toFixed(9)}`;
}

export const CHECKSUM = "65861.177610 7.505434111";
