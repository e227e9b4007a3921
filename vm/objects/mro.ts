// The C3 linearisation of a class's bases (Barrett et al., "A Monotonic Superclass Linearization for Dylan").

import type { PyType } from "./type.ts";
import { typeError } from "./raise.ts";

/** The method resolution order of `t` with these bases; a TypeError where none is consistent. */
export function linearize(t: PyType, bases: readonly PyType[]): PyType[] {
  for (const b of bases) {
    if (b.mro.length === 0) throw typeError(`Cannot extend an incomplete type '${b.name}'`);
  }
  if (bases.length === 1) return [t, ...bases[0].mro];
  for (let i = 1; i < bases.length; i++) {
    if (bases.indexOf(bases[i]) < i) throw typeError(`duplicate base class ${bases[i].name}`);
  }
  const sequences: PyType[][] = bases.map((b) => b.mro);
  sequences.push([...bases]);
  const positions = new Array<number>(sequences.length).fill(0);
  const order: PyType[] = [t];
  for (;;) {
    let candidate: PyType | undefined;
    let left = false;
    for (let i = 0; i < sequences.length && candidate === undefined; i++) {
      const head = sequences[i][positions[i]];
      if (head === undefined) continue;
      left = true;
      const blocked = sequences.some((s, k) => s.indexOf(head, positions[k] + 1) >= 0);
      if (!blocked) candidate = head;
    }
    if (!left) return order;
    if (candidate === undefined) {
      const heads = new Set<PyType>();
      for (let i = 0; i < sequences.length; i++) {
        const head = sequences[i][positions[i]];
        if (head !== undefined) heads.add(head);
      }
      const names = [...heads].map((h) =>
        h.heap ? h.name : h.name.slice(h.name.lastIndexOf(".") + 1)
      ).join(", ");
      throw typeError(
        `Cannot create a consistent method resolution order (MRO) for bases ${names}`,
      );
    }
    order.push(candidate);
    for (let i = 0; i < sequences.length; i++) {
      if (sequences[i][positions[i]] === candidate) positions[i]++;
    }
  }
}
