class Node {
  constructor(left, right) {
    this.left = left;
    this.right = right;
  }
}

function make(depth) {
  if (depth === 0) return new Node(null, null);
  return new Node(make(depth - 1), make(depth - 1));
}

function check(node) {
  return node.left === null ? 1 : 1 + check(node.left) + check(node.right);
}

export function run(depth = 11) {
  const longLived = make(depth);
  const counts = [];
  for (let d = 4; d <= depth; d += 2) {
    let sum = 0;
    for (let i = 1 << (depth - d + 2); i > 0; i--) sum += check(make(d));
    counts.push(sum);
  }
  return [check(longLived), counts];
}

export const CHECKSUM = [4095, [15872, 16256, 16352, 16376]];
