// The order of blocks in which control flow can be written as nested statements: every way leads forwards but for those to the
// head of a loop, and the blocks of a loop stand together. Among the orders that do, the one next to the given order.

/** A way from one block to another. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  /** It is not a jump: control goes on with what stands next. */
  readonly falls: boolean;
}

/** The blocks 0 … n - 1, of which 0 is the entry and all can be reached, in order; `undefined` where a loop has two entries. */
export function orderBlocks(n: number, edges: readonly Edge[]): number[] | undefined {
  const next: number[][] = Array.from({ length: n }, () => []);
  const before: number[][] = Array.from({ length: n }, () => []);
  for (const { from, to } of edges) {
    next[from].push(to);
    before[to].push(from);
  }
  const { postorder, retreating } = search(n, next);
  const dominator = dominators(n, before, postorder);
  /** Blocks by the head of their loop. */
  const loops = new Map<number, Set<number>>();
  for (const [from, to] of retreating) {
    if (!dominates(dominator, to, from)) return undefined;
    addLoop(loops, before, to, from);
  }
  return arrange(n, next, loops);
}

/** A search through the graph: the order in which blocks are left, and the edges to blocks that are not left yet. */
function search(
  n: number,
  next: readonly number[][],
): { postorder: number[]; retreating: [number, number][] } {
  const NEW = 0, OPEN = 1, LEFT = 2;
  const state = new Uint8Array(n);
  const postorder: number[] = [];
  const retreating: [number, number][] = [];
  const stack: [number, number][] = [[0, 0]];
  state[0] = OPEN;
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const [block, i] = top;
    if (i === next[block].length) {
      state[block] = LEFT;
      postorder.push(block);
      stack.pop();
      continue;
    }
    top[1]++;
    const to = next[block][i];
    if (state[to] === NEW) {
      state[to] = OPEN;
      stack.push([to, 0]);
    } else if (state[to] === OPEN) retreating.push([block, to]);
  }
  return { postorder, retreating };
}

/** The immediate dominator of each block, by Cooper, Harvey and Kennedy's iteration. */
function dominators(
  n: number,
  before: readonly number[][],
  postorder: readonly number[],
): number[] {
  const number = new Int32Array(n).fill(-1);
  postorder.forEach((block, i) => number[block] = i);
  const dominator: number[] = Array.from({ length: n }, () => -1);
  dominator[0] = 0;
  for (let changed = true; changed;) {
    changed = false;
    for (let i = postorder.length - 2; i >= 0; i--) {
      const block = postorder[i];
      let found = -1;
      for (const p of before[block]) {
        if (dominator[p] < 0) continue;
        let a = p, b = found < 0 ? p : found;
        while (a !== b) {
          while (number[a] < number[b]) a = dominator[a];
          while (number[b] < number[a]) b = dominator[b];
        }
        found = a;
      }
      if (dominator[block] !== found) {
        dominator[block] = found;
        changed = true;
      }
    }
  }
  return dominator;
}

function dominates(dominator: readonly number[], a: number, b: number): boolean {
  while (b !== a && b !== 0) b = dominator[b];
  return b === a;
}

/** Adds the blocks from which `latch` can be reached without passing `head`. */
function addLoop(
  loops: Map<number, Set<number>>,
  before: readonly number[][],
  head: number,
  latch: number,
): void {
  let members = loops.get(head);
  if (members === undefined) loops.set(head, members = new Set([head]));
  const work = [latch];
  while (work.length > 0) {
    const block = work.pop()!;
    if (members.has(block)) continue;
    members.add(block);
    work.push(...before[block]);
  }
}

/** Puts the blocks into order, each as soon as all is there that leads to it, the earliest first. */
function arrange(
  n: number,
  next: readonly number[][],
  loops: ReadonlyMap<number, ReadonlySet<number>>,
): number[] {
  const everything = new Set<number>();
  for (let i = 0; i < n; i++) everything.add(i);
  /** The loops around a block, the largest first. */
  const around: number[][] = Array.from({ length: n }, () => []);
  const bySize = [...loops].sort((a, b) => b[1].size - a[1].size);
  for (const [head, members] of bySize) for (const m of members) around[m].push(head);
  const out: number[] = [];

  /** The blocks of one region: a loop, or everything; a loop inside it counts as one block. */
  const region = (members: ReadonlySet<number>, depth: number, head: number): void => {
    const unitOf = (block: number): number => around[block][depth] ?? block;
    const waiting = new Map<number, number>();
    const units = new Set<number>();
    for (const m of members) units.add(unitOf(m));
    const follow = (unit: number, f: (to: number) => void): void => {
      const inside = around[unit][depth] === unit ? loops.get(unit)! : [unit];
      for (const block of inside) {
        for (const to of next[block]) {
          // back to the head of this region, or out of it
          if (to === head && depth > 0 || !members.has(to)) continue;
          if (unitOf(to) !== unit) f(unitOf(to));
        }
      }
    };
    for (const u of units) follow(u, (to) => waiting.set(to, (waiting.get(to) ?? 0) + 1));
    const ready: number[] = [...units].filter((u) => !waiting.has(u));
    while (ready.length > 0) {
      let first = 0;
      for (let i = 1; i < ready.length; i++) if (ready[i] < ready[first]) first = i;
      const [unit] = ready.splice(first, 1);
      if (around[unit][depth] === unit) region(loops.get(unit)!, depth + 1, unit);
      else out.push(unit);
      follow(unit, (to) => {
        const left = waiting.get(to)! - 1;
        waiting.set(to, left);
        if (left === 0) ready.push(to);
      });
    }
  };
  region(everything, 0, 0);
  return out;
}
