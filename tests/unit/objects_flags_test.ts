// Which classes allow plain attribute writes: those whose instances have computed attributes do not.

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import "../../vm/objects/mod.ts";
import { ExceptionType } from "../../vm/objects/exceptions.ts";
import { FunctionType } from "../../vm/objects/function.ts";
import { PropertyType } from "../../vm/objects/property.ts";
import { ModuleType } from "../../vm/objects/module.ts";

Deno.test("types with computed attributes are written by the general way", () => {
  for (const t of [ExceptionType, FunctionType, PropertyType, ModuleType]) {
    assertEquals(t.proto.plainSet, false, t.name);
  }
});
