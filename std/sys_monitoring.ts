// `sys.monitoring`: how tools say which events they want to be told of. What tells them is vm/interp/monitoring.ts.

import { PyCode } from "../vm/objects/code.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { instanceDict } from "../vm/objects/instance_dict.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { indexNumber } from "../vm/objects/operations.ts";
import { typeError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { PySimpleNamespace } from "../vm/objects/simple_namespace.ts";
import { isStr } from "../vm/objects/str.ts";
import { monitorThread, thread } from "../vm/interp/mod.ts";
import {
  ALL_EVENTS,
  C_EVENTS,
  Event,
  EVENT_NAMES,
  LOCAL_EVENTS,
  Monitoring,
  TOOLS,
} from "../vm/interp/monitoring.ts";

const C_CALL = 1 << Event.CALL | C_EVENTS;

function toolNumber(v: Value): number {
  const n = indexNumber(v);
  if (n < 0 || n >= TOOLS) {
    throw valueError(`invalid tool ${n} (must be between 0 and ${TOOLS - 1})`);
  }
  return n;
}

/** A set of events that may be asked for; those of calls of C follow CALL. */
function eventSet(v: Value, allowed: number, what: string): number {
  const n = indexNumber(v);
  if ((n & ~ALL_EVENTS) !== 0 || n > ALL_EVENTS) {
    throw valueError(`invalid ${what} 0x${(n >>> 0).toString(16)}`);
  }
  if ((n & C_EVENTS) !== 0 && (n & C_CALL) !== C_CALL) {
    throw valueError("cannot set C_RETURN or C_RAISE events independently");
  }
  const events = n & ~C_EVENTS;
  if ((events & ~allowed) !== 0) throw valueError(`invalid ${what} 0x${events.toString(16)}`);
  return events;
}

function codeOf(v: Value): PyCode {
  if (v instanceof PyCode) return v;
  throw typeError("code must be a code object");
}

/** The module, for one interpreter. */
export function monitoringModule(): PyModule {
  const m = new Monitoring();
  const inUse = (tool: number): void => {
    if (m.tools[tool].name === NONE) throw valueError(`tool ${tool} is not in use`);
  };
  const events = new PySimpleNamespace();
  const names = instanceDict(events);
  EVENT_NAMES.forEach((name, i) => names.setStr(name, 1 << i));
  names.setStr("NO_EVENTS", 0);
  return builtinModule("sys.monitoring", {
    functions: {
      use_tool_id: method("(tool_id, name, /)", "", (id: Value, name: Value) => {
        const tool = toolNumber(id);
        if (!isStr(name)) throw valueError("tool name must be a str");
        if (m.tools[tool].name !== NONE) throw valueError(`tool ${tool} is already in use`);
        m.tools[tool].name = name;
      }),
      free_tool_id: method("(tool_id, /)", "", (id: Value) => {
        m.tools[toolNumber(id)].name = NONE;
      }),
      get_tool: method("(tool_id, /)", "", (id: Value) => m.tools[toolNumber(id)].name),
      register_callback: method(
        "(tool_id, event, func, /)",
        "",
        (id: Value, event: Value, f: Value) => {
          const { callbacks } = m.tools[toolNumber(id)];
          const n = indexNumber(event);
          if (n <= 0 || (n & n - 1) !== 0) {
            throw valueError("The callback can only be set for one event at a time");
          }
          if (n > ALL_EVENTS) throw valueError(`invalid event ${n}`);
          const place = Math.log2(n);
          const old = callbacks[place];
          callbacks[place] = f === NONE ? undefined : f;
          return old ?? NONE;
        },
      ),
      get_events: method("(tool_id, /)", "", (id: Value) => m.tools[toolNumber(id)].events),
      set_events: method("(tool_id, event_set, /)", "", (id: Value, set: Value) => {
        const tool = toolNumber(id);
        const wanted = eventSet(set, ALL_EVENTS, "event set");
        inUse(tool);
        m.tools[tool].events = wanted;
        monitorThread(thread, m);
      }),
      get_local_events: method(
        "(tool_id, code, /)",
        "",
        (id: Value, code: Value) => m.localEvents(toolNumber(id), codeOf(code)),
      ),
      set_local_events: method(
        "(tool_id, code, event_set, /)",
        "",
        (id: Value, code: Value, set: Value) => {
          const own = codeOf(code);
          const tool = toolNumber(id);
          const wanted = eventSet(set, LOCAL_EVENTS, "local event set");
          inUse(tool);
          m.setLocalEvents(tool, own, wanted);
          monitorThread(thread, m);
        },
      ),
      restart_events: method("()", "", () => m.restart()),
      _all_events: method("()", "", () => {
        const all = new PyDict();
        EVENT_NAMES.forEach((name, i) => {
          let tools = 0;
          m.tools.forEach((t, tool) => {
            if ((t.events & 1 << i) !== 0) tools |= 1 << tool;
          });
          if (tools !== 0) all.setStr(name, tools);
        });
        return all;
      }),
    },
    values: {
      DEBUGGER_ID: 0,
      COVERAGE_ID: 1,
      PROFILER_ID: 2,
      OPTIMIZER_ID: 5,
      DISABLE: m.disable,
      MISSING: m.missing,
      events,
    },
  });
}
