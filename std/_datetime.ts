// _datetime: dates and times. The types are in datetime/, one file each.

import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { PyType } from "../vm/objects/type.ts";
import { MAX_YEAR, MIN_YEAR } from "./datetime/calendar.ts";
import { defineDate } from "./datetime/date_type.ts";
import { defineDateTime } from "./datetime/datetime_type.ts";
import { defineDelta } from "./datetime/delta_type.ts";
import { types } from "./datetime/objects.ts";
import { defineTime } from "./datetime/time_type.ts";
import { defineTimezone, defineTzInfo } from "./datetime/zone_type.ts";

let made: PyType[] | undefined;

/** Makes the types; each needs those before it. */
function makeTypes(): PyType[] {
  return [
    defineDelta(),
    defineTzInfo(),
    defineTimezone(),
    defineDate(),
    defineTime(),
    defineDateTime(),
  ];
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_datetime", {
    doc: "Fast implementation of the datetime type.",
    types: made ??= makeTypes(),
    values: { MINYEAR: MIN_YEAR, MAXYEAR: MAX_YEAR, UTC: types.utc },
  });
}
