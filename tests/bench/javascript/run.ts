// Runs the plain JavaScript version of a bench program and prints what it took, as runner.py does for Python:
// `run.ts PROGRAM.js SECONDS ITERATIONS`.

import process from "node:process";

const WINDOW = 8;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function settled(times: readonly number[]): boolean {
  if (times.length < 2 * WINDOW) return false;
  const before = median(times.slice(-2 * WINDOW, -WINDOW)), last = median(times.slice(-WINDOW));
  return Math.abs(before - last) <= 0.04 * Math.min(before, last);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const [path, seconds, least] = Deno.args;
const program = await import(`file://${path}`) as { run(): unknown; CHECKSUM: unknown };
const cpu: number[] = [], wall: number[] = [];
let spent = 0;
const limit = Number(seconds);
while (
  cpu.length < Number(least) || spent < limit / 4 || spent < limit && !settled(cpu)
) {
  const wallStart = performance.now(), start = cpuSeconds();
  const result = program.run();
  const took = cpuSeconds() - start;
  wall.push((performance.now() - wallStart) / 1000);
  cpu.push(took);
  spent += took;
  if (JSON.stringify(result) !== JSON.stringify(program.CHECKSUM)) {
    throw new Error(`wrong checksum: ${JSON.stringify(result)}`);
  }
}
const peak = /VmHWM:\s*(\d+)/.exec(Deno.readTextFileSync("/proc/self/status"));
console.log(JSON.stringify({ cpu, wall, memory: peak === null ? 0 : Number(peak[1]) }));
