const SOLAR_MASS = 4 * Math.PI * Math.PI;
const DAYS = 365.24;
const PLANETS = [
  [[0, 0, 0], [0, 0, 0], 1],
  [
    [4.84143144246472090, -1.16032004402742839, -1.03622044471123109e-1],
    [1.66007664274403694e-3, 7.69901118419740425e-3, -6.90460016972063023e-5],
    9.54791938424326609e-4,
  ],
  [
    [8.34336671824457987, 4.12479856412430479, -4.03523417114321381e-1],
    [-2.76742510726411740e-3, 4.99852801234917238e-3, 2.30417297573763929e-5],
    2.85885980666130812e-4,
  ],
  [
    [1.28943695621391310e1, -1.51111514016986312e1, -2.23307578892655734e-1],
    [2.96460137564761618e-3, 2.37847173959480950e-3, -2.96589568540237556e-5],
    4.36624404335156298e-5,
  ],
  [
    [1.53796971148509165e1, -2.59193146099879641e1, 1.79258772950371181e-1],
    [2.68067772490389322e-3, 1.62824170038242295e-3, -9.51592254519715870e-5],
    5.15138902046611451e-5,
  ],
];

function make() {
  const bodies = PLANETS.map(([p, v, m]) => ({
    x: p[0],
    y: p[1],
    z: p[2],
    vx: v[0] * DAYS,
    vy: v[1] * DAYS,
    vz: v[2] * DAYS,
    mass: m * SOLAR_MASS,
  }));
  let px = 0, py = 0, pz = 0;
  for (const b of bodies) {
    px += b.vx * b.mass;
    py += b.vy * b.mass;
    pz += b.vz * b.mass;
  }
  bodies[0].vx = -px / SOLAR_MASS;
  bodies[0].vy = -py / SOLAR_MASS;
  bodies[0].vz = -pz / SOLAR_MASS;
  return bodies;
}

function advance(bodies, dt, steps) {
  for (let s = 0; s < steps; s++) {
    for (let i = 0; i < bodies.length; i++) {
      const a = bodies[i];
      for (let j = i + 1; j < bodies.length; j++) {
        const b = bodies[j];
        const dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
        const d2 = dx * dx + dy * dy + dz * dz;
        const mag = dt / (d2 * Math.sqrt(d2));
        a.vx -= dx * b.mass * mag;
        a.vy -= dy * b.mass * mag;
        a.vz -= dz * b.mass * mag;
        b.vx += dx * a.mass * mag;
        b.vy += dy * a.mass * mag;
        b.vz += dz * a.mass * mag;
      }
    }
    for (const b of bodies) {
      b.x += dt * b.vx;
      b.y += dt * b.vy;
      b.z += dt * b.vz;
    }
  }
}

function energy(bodies) {
  let e = 0;
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i];
    e += a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz) / 2;
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      e -= a.mass * b.mass / Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    }
  }
  return e;
}

export function run() {
  const bodies = make();
  const before = energy(bodies);
  advance(bodies, 0.01, 10000);
  return `${before.toFixed(9)} ${energy(bodies).toFixed(9)}`;
}

export const CHECKSUM = "-0.169075164 -0.169016441";
