// What the functions of complex numbers give for infinities, NaN and signed zeros (C99, annex G). One table a function:
// rows by the kind of the real part, columns by that of the imaginary one, both in the order
// -inf, negative, -0, 0, positive, inf, nan. `-` stands where the formula serves.

/** A complex number as its parts. */
export type Parts = readonly [re: number, im: number];

const NUMBERS: Record<string, number> = {
  I: Infinity,
  "-I": -Infinity,
  N: NaN,
  "0": 0,
  "-0": -0,
  "1": 1,
  "-1": -1,
  P: Math.PI,
  "-P": -Math.PI,
  H: Math.PI / 2,
  "-H": -Math.PI / 2,
  Q: Math.PI / 4,
  "-Q": -Math.PI / 4,
  T: 3 * Math.PI / 4,
  "-T": -3 * Math.PI / 4,
};

const TEXTS = {
  acos: `T,I P,I P,I P,-I P,-I T,-I N,I
         H,I - - - - H,-I N,N
         H,I - H,0 H,-0 - H,-I H,N
         H,I - H,0 H,-0 - H,-I H,N
         H,I - - - - H,-I N,N
         Q,I 0,I 0,I 0,-I 0,-I Q,-I N,I
         N,I N,N N,N N,N N,N N,-I N,N`,
  acosh: `I,-T I,-P I,-P I,P I,P I,T I,N
         I,-H - - - - I,H N,N
         I,-H - 0,-H 0,H - I,H N,N
         I,-H - 0,-H 0,H - I,H N,N
         I,-H - - - - I,H N,N
         I,-Q I,-0 I,-0 I,0 I,0 I,Q I,N
         I,N N,N N,N N,N N,N I,N N,N`,
  asinh: `-I,-Q -I,-0 -I,-0 -I,0 -I,0 -I,Q -I,N
         -I,-H - - - - -I,H N,N
         -I,-H - -0,-0 -0,0 - -I,H N,N
         I,-H - 0,-0 0,0 - I,H N,N
         I,-H - - - - I,H N,N
         I,-Q I,-0 I,-0 I,0 I,0 I,Q I,N
         I,N N,N N,-0 N,0 N,N I,N N,N`,
  atanh: `-0,-H -0,-H -0,-H -0,H -0,H -0,H -0,N
         -0,-H - - - - -0,H N,N
         -0,-H - -0,-0 -0,0 - -0,H -0,N
         0,-H - 0,-0 0,0 - 0,H 0,N
         0,-H - - - - 0,H N,N
         0,-H 0,-H 0,-H 0,H 0,H 0,H 0,N
         0,-H N,N N,N N,N N,N 0,H N,N`,
  cosh: `I,N - I,0 I,-0 - I,N I,N
         N,N - - - - N,N N,N
         N,0 - 1,0 1,-0 - N,0 N,0
         N,0 - 1,-0 1,0 - N,0 N,0
         N,N - - - - N,N N,N
         I,N - I,-0 I,0 - I,N I,N
         N,N N,N N,0 N,0 N,N N,N N,N`,
  exp: `0,0 - 0,-0 0,0 - 0,0 0,0
         N,N - - - - N,N N,N
         N,N - 1,-0 1,0 - N,N N,N
         N,N - 1,-0 1,0 - N,N N,N
         N,N - - - - N,N N,N
         I,N - I,-0 I,0 - I,N I,N
         N,N N,N N,-0 N,0 N,N N,N N,N`,
  log: `I,-T I,-P I,-P I,P I,P I,T I,N
         I,-H - - - - I,H N,N
         I,-H - -I,-P -I,P - I,H N,N
         I,-H - -I,-0 -I,0 - I,H N,N
         I,-H - - - - I,H N,N
         I,-Q I,-0 I,-0 I,0 I,0 I,Q I,N
         I,N N,N N,N N,N N,N I,N N,N`,
  sinh: `I,N - -I,-0 -I,0 - I,N I,N
         N,N - - - - N,N N,N
         0,N - -0,-0 -0,0 - 0,N 0,N
         0,N - 0,-0 0,0 - 0,N 0,N
         N,N - - - - N,N N,N
         I,N - I,-0 I,0 - I,N I,N
         N,N N,N N,-0 N,0 N,N N,N N,N`,
  sqrt: `I,-I 0,-I 0,-I 0,I 0,I I,I N,I
         I,-I - - - - I,I N,N
         I,-I - 0,-0 0,0 - I,I N,N
         I,-I - 0,-0 0,0 - I,I N,N
         I,-I - - - - I,I N,N
         I,-I I,-0 I,-0 I,0 I,0 I,I I,N
         I,-I N,N N,N N,N N,N I,I N,N`,
  tanh: `-1,0 - -1,-0 -1,0 - -1,0 -1,0
         N,N - - - - N,N N,N
         -0,N - -0,-0 -0,0 - -0,N N,N
         0,N - 0,-0 0,0 - 0,N N,N
         N,N - - - - N,N N,N
         1,0 - 1,-0 1,0 - 1,0 1,0
         N,N N,N N,-0 N,0 N,N N,N N,N`,
  rect: `I,N - -I,0 -I,-0 - I,N I,N
         N,N - - - - N,N N,N
         0,0 - -0,0 -0,-0 - 0,0 0,0
         0,0 - 0,-0 0,0 - 0,0 0,0
         N,N - - - - N,N N,N
         I,N - I,-0 I,0 - I,N I,N
         N,N N,N N,0 N,0 N,N N,N N,N`,
};

/** A function that has a table. */
export type SpecialFunction = keyof typeof TEXTS;

const tables: Map<SpecialFunction, (Parts | undefined)[]> = new Map();

function tableOf(f: SpecialFunction): (Parts | undefined)[] {
  let table = tables.get(f);
  if (table === undefined) {
    table = TEXTS[f].trim().split(/\s+/).map((entry) => {
      if (entry === "-") return undefined;
      const [re, im] = entry.split(",");
      return [NUMBERS[re], NUMBERS[im]] as const;
    });
    tables.set(f, table);
  }
  return table;
}

function kindOf(x: number): number {
  if (x !== x) return 6;
  if (x === Infinity) return 5;
  if (x === -Infinity) return 0;
  if (x === 0) return Object.is(x, -0) ? 2 : 3;
  return x < 0 ? 1 : 4;
}

/** The value of the table, or `undefined` where the formula serves. */
export function specialValue(f: SpecialFunction, re: number, im: number): Parts | undefined {
  if (re - re === 0 && im - im === 0) return undefined;
  return tableOf(f)[kindOf(re) * 7 + kindOf(im)];
}
