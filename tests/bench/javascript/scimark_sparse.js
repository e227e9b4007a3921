function make(n, nonzero) {
  const perRow = Math.floor(nonzero / n);
  const values = [], columns = [], starts = [0];
  for (let r = 0; r < n; r++) {
    const step = Math.max(Math.floor(r / perRow), 1);
    for (let i = 0; i < perRow; i++) {
      columns.push(i * step);
      values.push(((r * 7 + i * 3) % 11) / 11);
    }
    starts.push(columns.length);
  }
  return [Float64Array.from(values), Int32Array.from(columns), Int32Array.from(starts)];
}

function multiply([values, columns, starts], x, times) {
  const y = new Float64Array(starts.length - 1);
  for (let t = 0; t < times; t++) {
    for (let r = 0; r < y.length; r++) {
      let total = 0;
      for (let i = starts[r]; i < starts[r + 1]; i++) total += x[columns[i]] * values[i];
      y[r] = total;
    }
  }
  return y;
}

export function run(n = 1000, nonzero = 5000, times = 80) {
  const x = Float64Array.from({ length: n }, (_, i) => (i % 13) / 13);
  const y = multiply(make(n, nonzero), x, times);
  return `${y.reduce((a, b) => a + b, 0).toFixed(9)} ${Math.max(...y).toFixed(9)}`;
}

export const CHECKSUM = "834.244755245 1.846153846";
