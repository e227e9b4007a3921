// Runs a Python file in Pyodide: `pyodide.ts FILE ARGUMENTS…`, or `pyodide.ts -c SOURCE`. The folders of the file and of the
// arguments are copied into its file system.

import process from "node:process";
import { loadPyodide } from "npm:pyodide@0.29.5";
import { dirname } from "../paths.ts";

const pyodide = await loadPyodide();
pyodide.registerJsModule("bench_host", {
  cpu_seconds: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
});
const lines: string[] = [];
pyodide.setStdout({ batched: (line: string) => lines.push(line) });

function copy(path: string): void {
  const folder = dirname(path);
  pyodide.FS.mkdirTree(folder);
  for (const entry of Deno.readDirSync(folder)) {
    if (entry.isFile && entry.name.endsWith(".py")) {
      const file = `${folder}/${entry.name}`;
      pyodide.FS.writeFile(file, Deno.readTextFileSync(file));
    }
  }
}

let source = Deno.args[1];
if (Deno.args[0] !== "-c") {
  for (const path of Deno.args) if (path.startsWith("/")) copy(path);
  source = `import sys, runpy
sys.argv = ${JSON.stringify(Deno.args)}
runpy.run_path(sys.argv[0], run_name="__main__")`;
}
pyodide.runPython(source);
for (const line of lines) {
  if (line.startsWith('{"cpu"')) {
    const peak = /VmHWM:\s*(\d+)/.exec(Deno.readTextFileSync("/proc/self/status"));
    console.log(
      JSON.stringify({ ...JSON.parse(line), memory: peak === null ? 0 : Number(peak[1]) }),
    );
  } else console.log(line);
}
