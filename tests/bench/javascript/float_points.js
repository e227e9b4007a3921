class Point {
  constructor(i) {
    const x = Math.sin(i);
    this.x = x;
    this.y = Math.cos(i) * 3;
    this.z = x * x / 2;
  }

  normalize() {
    const norm = Math.sqrt(this.x * this.x + this.y * this.y + this.z * this.z);
    this.x /= norm;
    this.y /= norm;
    this.z /= norm;
  }

  largest(other) {
    this.x = Math.max(this.x, other.x);
    this.y = Math.max(this.y, other.y);
    this.z = Math.max(this.z, other.z);
    return this;
  }
}

export function run(n = 30000) {
  const points = [];
  for (let i = 0; i < n; i++) points.push(new Point(i));
  for (const p of points) p.normalize();
  let best = points[0];
  for (let i = 1; i < n; i++) best = best.largest(points[i]);
  return `${best.x.toFixed(9)} ${best.y.toFixed(9)} ${best.z.toFixed(9)}`;
}

export const CHECKSUM = "0.894415966 1.000000000 0.447207181";
