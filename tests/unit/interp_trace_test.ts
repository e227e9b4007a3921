import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { errorOf, output } from "./interp_support.ts";

const TRACER = `
def tracer(f, event, arg):
    out(f.f_code.co_name, event, f.f_lineno)
    return tracer
`;

Deno.test("call, line, exception and return events", () => {
  assertEquals(
    output(`${TRACER}
def f(n):
    for i in range(n):
        x = i
    try:
        raise ValueError
    except ValueError:
        pass
    return x
settrace(tracer)
f(1)
settrace(None)
`),
    [
      "f call 6",
      "f line 7",
      "f line 8",
      "f line 7",
      "f line 9",
      "f line 10",
      "f exception 10",
      "f line 11",
      "f line 12",
      "f line 13",
      "f return 13",
    ],
  );
});

Deno.test("generators are traced when they run", () => {
  assertEquals(
    output(`${TRACER}
def g():
    yield 1
settrace(tracer)
for x in g(): pass
settrace(None)
`),
    ["g call 6", "g line 7", "g return 7", "g call 7", "g return 7"],
  );
});

Deno.test("a trace function can make its frame jump", () => {
  const program = (line: number) => `
def tracer(f, event, arg):
    if event == "line" and f.f_lineno == 7: f.f_lineno = ${line}
    return tracer
def f():
    a = 1
    a = 2
    a = 3
    for i in range(2):
        a = 10
    return a
settrace(tracer)
try: out(f())
finally: settrace(None)
`;
  assertEquals(output(program(11)), ["1"]);
  assertEquals(errorOf(program(10)), "ValueError: can't jump into the body of a for loop");
  assertEquals(errorOf(program(2)), "ValueError: line 2 comes before the current code block");
});

Deno.test("frames show their variables, and a function's can be written", () => {
  assertEquals(
    output(`
def f(a, b):
    cell = 5
    def g(): return cell
    me = frame()
    view = me.f_locals
    view["a"] = 10
    view["cell"] = 6
    view["extra"] = 1
    out(a, g(), view["b"], "extra" in view, me.f_code.co_name, me.f_lineno)
    return me
me = f(1, 2)
out(me.f_locals["a"], me.f_back is frame())
def snapshot():
    x = 1
    d = locals()
    d["x"] = 2
    out(x, d)
snapshot()
`),
    ["10 6 2 True f 10", "10 True", "1 {'x': 2}"],
  );
});
