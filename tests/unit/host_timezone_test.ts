// Local time against what glibc gives (recorded from CPython 3.13).

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { environment, timezone } from "../../vm/host/mod.ts";
import { parseRuleZone, parseZoneFile } from "../../vm/host/timezone.ts";

const mayChange = Deno.permissions.querySync({ name: "env" }).state === "granted";

function inZone(name: string, body: () => void): void {
  const before = environment.getVariable("TZ");
  environment.setVariable("TZ", name);
  timezone.tzset();
  try {
    body();
  } finally {
    if (before === undefined) environment.deleteVariable("TZ");
    else environment.setVariable("TZ", before);
    timezone.tzset();
  }
}

Deno.test("rules in POSIX's notation", () => {
  const zone = parseRuleZone("CET-1CEST,M3.5.0,M10.5.0/3");
  assertEquals(zone.at(1711846799), { offset: 3600, dst: false, name: "CET" });
  assertEquals(zone.at(1711846800), { offset: 7200, dst: true, name: "CEST" });
  assertEquals(zone.at(1729990799).name, "CEST");
  assertEquals(zone.at(1729990800).name, "CET");
  assertEquals(parseRuleZone("<+0530>-5:30").at(0), { offset: 19800, dst: false, name: "+0530" });
  assertEquals(parseRuleZone("AEST-10AEDT,M10.1.0,M4.1.0/3").at(1704067200).name, "AEDT");
  assertEquals(parseRuleZone("EST5EDT4,J60/1,300/2:30").at(1709269199).name, "EST");
  assertEquals(parseRuleZone("EST5EDT4,J60/1,300/2:30").at(1709272800).name, "EDT");
  assertEquals(parseRuleZone("Foo/Bar").at(0), { offset: 0, dst: false, name: "Foo" });
  for (const text of ["", "x", "A1", "<", "EST5EDT,M13.9.9,x", "EST99999", "EST5EDT,,"]) {
    parseRuleZone(text).at(1e9); // anything is a zone
  }
});

Deno.test("damaged zone files are no zones", () => {
  assertEquals(parseZoneFile(new Uint8Array(0)), null);
  assertEquals(parseZoneFile(new Uint8Array(100)), null);
  const file = new Uint8Array(200);
  file.set(new TextEncoder().encode("TZif2"));
  file.fill(0xff, 20, 44);
  assertEquals(parseZoneFile(file), null);
});

Deno.test({
  name: "the zone of TZ",
  ignore: !mayChange,
  fn: () => {
    inZone("EST5EDT,M3.2.0,M11.1.0", () => {
      assertEquals(timezone.zoneSummary(), {
        timezone: 18000,
        altzone: 14400,
        daylight: true,
        names: ["EST", "EDT"],
      });
      // twice 01:30 on 2024-11-03, no 02:30 on 2024-03-10
      assertEquals([-1, 0, 1].map((dst) => timezone.localToMoment(1730597400, dst)), [
        1730611800,
        1730615400,
        1730611800,
      ]);
      assertEquals([-1, 0, 1].map((dst) => timezone.localToMoment(1710037800, dst)), [
        1710055800,
        1710055800,
        1710052200,
      ]);
    });
    inZone("", () => {
      assertEquals(timezone.localType(0), { offset: 0, dst: false, name: "UTC" });
      assertEquals(timezone.localToMoment(1000000, 1), 1000000 - 3600);
    });
    inZone("../../etc/passwd", () => assertEquals(timezone.localType(0).offset, 0));
    for (const wild of [NaN, Infinity, -Infinity, 1e300, -1e15]) {
      inZone("CET-1CEST", () => timezone.localType(Number.isFinite(wild) ? wild : 0));
    }
  },
});
