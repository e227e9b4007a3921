// Writes vm/objects/core/unicode/data/ucd_3_2_0.json: how Unicode 3.2.0 differs from 15.1. The database of
// 3.2.0 comes in no package, but every CPython carries those differences (stringprep needs them), so this
// asks a python3.13 for them. Run it with
//   deno run -A --no-lock tests/tools/generate_unicode_3_2.ts

import { PackedWriter } from "../../vm/objects/core/unicode/packed.ts";
import database from "../../vm/objects/core/unicode/data/database.json" with { type: "json" };

const QUESTION = `
import unicodedata as new, json
old = new.ucd_3_2_0
unassigned, changes, width = [], [], []
for cp in range(0x110000):
    c = chr(cp)
    if old.category(c) == "Cn":
        unassigned.append(cp)
        if old.east_asian_width(c) != "N": width.append(cp)
        continue
    if old.category(c) != new.category(c): changes.append((cp, 0, old.category(c)))
    if old.bidirectional(c) != new.bidirectional(c): changes.append((cp, 1, old.bidirectional(c)))
    if old.mirrored(c) != new.mirrored(c): changes.append((cp, 2, old.mirrored(c)))
    if old.east_asian_width(c) != new.east_asian_width(c): changes.append((cp, 3, old.east_asian_width(c)))
    if old.decimal(c, -1) != new.decimal(c, -1): changes.append((cp, 4, old.decimal(c, -1)))
singles = []
for cp in range(0x2f800, 0x2fa20):
    if old.normalize("NFD", chr(cp)) != new.normalize("NFD", chr(cp)):
        singles.append((cp, ord(old.normalize("NFD", chr(cp)))))
print(json.dumps([unassigned, changes, width, singles]))
`;

const { stdout, success } = await new Deno.Command("python3.13", { args: ["-c", QUESTION] })
  .output();
if (!success) throw new Error("python3.13 failed");
const [unassigned, changes, width, singles]: [
  number[],
  [number, number, string | number][],
  number[],
  [number, number][],
] = JSON.parse(new TextDecoder().decode(stdout));

/** Runs of code points as [gap, length] pairs. */
function packRanges(points: number[]): string {
  const writer = new PackedWriter();
  for (let i = 0, end = 0; i < points.length;) {
    let j = i + 1;
    while (j < points.length && points[j] === points[j - 1] + 1) j++;
    writer.put(points[i] - end);
    writer.put(j - i);
    end = points[j - 1] + 1;
    i = j;
  }
  return writer.text;
}

const numbers = [
  database.categories,
  database.bidirectional,
  undefined,
  database.widths,
  undefined,
];
const changed = new PackedWriter();
let last = 0;
for (const [cp, field, value] of changes) {
  changed.put(cp - last);
  last = cp;
  changed.put(field);
  changed.putSigned(typeof value === "number" ? value : numbers[field]!.indexOf(value));
}
const text = JSON.stringify(
  {
    unassigned: packRanges(unassigned),
    wideUnassigned: packRanges(width),
    changes: changed.text,
    normalization: singles,
  },
  null,
  2,
);
await Deno.writeTextFile(
  new URL("../../vm/objects/core/unicode/data/ucd_3_2_0.json", import.meta.url),
  text + "\n",
);
console.log(text.length);
