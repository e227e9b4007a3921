function element(i, j) {
  return 1 / (Math.floor((i + j) * (i + j + 1) / 2) + i + 1);
}

function times(v, transposed) {
  return v.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += (transposed ? element(j, i) : element(i, j)) * v[j];
    return sum;
  });
}

export function run(n = 100) {
  let u = new Array(n).fill(1), v = u;
  for (let i = 0; i < 5; i++) {
    v = times(times(u, false), true);
    u = times(times(v, false), true);
  }
  let uv = 0, vv = 0;
  for (let i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return Math.sqrt(uv / vv).toFixed(9);
}

export const CHECKSUM = "1.274219991";
