// The results of a bench as one HTML page with bar charts: no script, no file beside it.
//
// Bars show how many times as fast as CPython an engine is, on a logarithmic scale with CPython in the middle: right of it is
// faster, left of it slower.

import { meanRatio, number, ratio, REFERENCE, type Results } from "./report.ts";

const COLOURS: Readonly<Record<string, string>> = {
  "CPython 3.13": "#8a8f98",
  "PyPy": "#e08e45",
  "Pyodide": "#b07cc6",
  "Najash off": "#9ad0c2",
  "Najash baseline": "#3fa796",
  "Najash full": "#0f766e",
  "Najash executable": "#155e75",
  "JavaScript": "#d9b310",
};

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2330; --soft: #667085; --line: #e4e7ec; --card: #ffffff; --ground: #f6f7f9; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ee; --soft: #98a2b3; --line: #2b3342; --card: #171d27; --ground: #0f141c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 80px; }
h1 { font-size: 30px; margin: 0 0 4px; letter-spacing: -0.02em; }
h2 { font-size: 20px; margin: 48px 0 4px; }
p { color: var(--soft); margin: 4px 0 16px; max-width: 76ch; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin-top: 24px; }
.card, .panel { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.card { padding: 14px 16px; border-top: 4px solid var(--c); }
.card b { display: block; font-size: 26px; font-weight: 650; font-variant-numeric: tabular-nums; }
.card span { color: var(--soft); font-size: 13px; }
.panel { padding: 16px 20px; overflow-x: auto; }
.legend { display: flex; flex-wrap: wrap; gap: 16px; font-size: 13px; color: var(--soft); margin-bottom: 12px; }
.legend i { display: inline-block; width: 11px; height: 11px; border-radius: 3px; margin-right: 6px; }
svg { display: block; width: 100%; height: auto; font: 12px system-ui, sans-serif; }
svg text { fill: var(--ink); } svg .soft { fill: var(--soft); } svg line { stroke: var(--line); } svg .zero { stroke: var(--soft); }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; } th { color: var(--soft); font-weight: 500; }
td small { color: var(--soft); }
tr:last-child td { border-bottom: 0; }
`;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function legend(engines: readonly string[]): string {
  return `<div class="legend">${
    engines.map((e) => `<span><i style="background:${COLOURS[e]}"></i>${escape(e)}</span>`).join("")
  }</div>`;
}

/** "3.2×", for a speed relative to CPython. */
function times(speed: number): string {
  return `${number(speed)}×`;
}

function cards(results: Results): string {
  const items = results.engines.filter((e) => e !== REFERENCE).map((e) => {
    const mean = meanRatio(results, e, "steady");
    if (mean === undefined) return "";
    const count = results.programs.filter((r) => ratio(r, e, "steady") !== undefined).length;
    return `<div class="card" style="--c:${COLOURS[e]}"><span>${escape(e)}</span><b>${
      times(1 / mean)
    }</b><span>the speed of CPython, ${count} programs</span></div>`;
  });
  return `<div class="cards">${items.join("")}</div>`;
}

const WIDTH = 1000, LEFT = 170, RIGHT = 60, BAR = 9;

/** A bar for each engine and program, from the line of CPython. */
function chart(results: Results): string {
  const engines = results.engines.filter((e) => e !== REFERENCE);
  const speeds = results.programs.flatMap((r) =>
    engines.map((e) => ratio(r, e, "steady")).filter((v) => v !== undefined).map((v) => 1 / v)
  );
  const low = Math.floor(Math.log10(Math.min(0.5, ...speeds)) * 2) / 2;
  const high = Math.ceil(Math.log10(Math.max(2, ...speeds)) * 2) / 2;
  const x = (speed: number): number =>
    LEFT + (Math.log10(speed) - low) / (high - low) * (WIDTH - LEFT - RIGHT);
  let y = 24;
  let body = "";
  for (const row of results.programs) {
    const shown = engines.filter((e) => ratio(row, e, "steady") !== undefined);
    const height = shown.length * (BAR + 2);
    body += `<text x="${LEFT - 10}" y="${y + height / 2 + 4}" text-anchor="end">${
      escape(row.program.replaceAll("_", " "))
    }</text>`;
    for (const e of shown) {
      const speed = 1 / ratio(row, e, "steady")!;
      const from = Math.min(x(1), x(speed)), width = Math.abs(x(speed) - x(1));
      const label = speed >= 1 ? `x="${x(speed) + 4}"` : `x="${x(speed) - 4}" text-anchor="end"`;
      body += `<rect x="${from.toFixed(1)}" y="${y}" width="${
        width.toFixed(1)
      }" height="${BAR}" rx="2" fill="${COLOURS[e]}"><title>${
        escape(`${row.program}, ${e}: ${number(row.figures[e].steady)} ms`)
      }</title></rect><text class="soft" font-size="9" ${label} y="${y + BAR - 1}">${
        times(speed)
      }</text>`;
      y += BAR + 2;
    }
    y += 12;
  }
  let grid = "";
  for (const tick of [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300]) {
    if (Math.log10(tick) < low || Math.log10(tick) > high) continue;
    grid += `<line class="${tick === 1 ? "zero" : ""}" x1="${x(tick)}" x2="${
      x(tick)
    }" y1="18" y2="${y}"/><text class="soft" x="${x(tick)}" y="12" text-anchor="middle">${
      tick === 1 ? "CPython" : `${tick}×`
    }</text>`;
  }
  return `<div class="panel">${
    legend(engines)
  }<svg viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="Speed against CPython">${grid}${body}</svg></div>`;
}

/** Horizontal bars for one measure of each engine in each group, with a scale of their own for each group. */
function bars(
  groups: readonly { title: string; values: readonly [string, number][] }[],
  unit: string,
): string {
  let y = 8, body = "";
  for (const { title, values } of groups) {
    const largest = Math.max(...values.map(([, v]) => v), 1e-9);
    body += `<text x="${LEFT - 10}" y="${y + values.length * 8 + 2}" text-anchor="end">${
      escape(title)
    }</text>`;
    for (const [engine, v] of values) {
      const width = Math.max(1, Math.max(v, 0) / largest * (WIDTH - LEFT - 220));
      body += `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="12" rx="2" fill="${
        COLOURS[engine]
      }"/><text class="soft" x="${(LEFT + width + 6).toFixed(1)}" y="${y + 10}">${
        number(v)
      } ${unit} ${escape(engine)}</text>`;
      y += 16;
    }
    y += 14;
  }
  return `<div class="panel"><svg viewBox="0 0 ${WIDTH} ${y}">${body}</svg></div>`;
}

function details(results: Results): string {
  const head = results.engines.map((e) => `<th>${escape(e)}</th>`).join("");
  const rows = results.programs.map((r) =>
    `<tr><td>${escape(r.program)}</td>${
      results.engines.map((e) => {
        const f = r.figures[e];
        if (f === undefined) {
          const why = r.errors[e];
          return `<td>${
            why === undefined ? "" : `<small title="${escape(why)}">missing</small>`
          }</td>`;
        }
        return `<td>${number(f.steady)}${f.settled ? "" : "~"}<br><small>${number(f.first)} · ${
          number(f.warmup)
        } · ${f.memory.toFixed(0)} MB</small></td>`;
      }).join("")
    }</tr>`
  );
  return `<div class="panel"><table><tr><th>program</th>${head}</tr>${rows.join("")}</table></div>`;
}

/** The page. */
export function page(results: Results): string {
  const programs = results.programs.length === 0 ? "" : `${cards(results)}
<h2>Programs</h2>
<p>Speed in the steady state against CPython 3.13, on a logarithmic scale. Right of the line is faster.</p>
${chart(results)}
<h2>Times</h2>
<p>Milliseconds of one steady iteration; below it the first iteration, the time until steady, and the peak memory.
A program whose time was still changing at the end has a ~.</p>
${details(results)}`;
  const startup = results.startup.length === 0 ? "" : `<h2>Start-up</h2>
<p>From the start of the process to its end, the least of the runs.</p>
${
    bars(
      results.startup.map((r) => ({
        title: r.title,
        values: Object.entries(r.figures).flatMap(([e, f]): [string, number][] =>
          f.wall === undefined ? [] : [[e, f.wall]]
        ),
      })),
      "ms",
    )
  }`;
  const memory = results.memory.length === 0 ? "" : `<h2>Memory</h2>
<p>Resident memory that each value takes when many are kept. The last group is the peak of a program that makes and drops much.</p>
${
    bars(
      results.memory.map((r) => ({
        title: r.title,
        values: Object.entries(r.values).filter((v): v is [string, number] =>
          typeof v[1] === "number"
        ),
      })),
      "",
    )
  }`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Najash benchmarks</title><style>${STYLE}</style></head><body><main>
<h1>Najash benchmarks</h1>
<p>${escape(results.date)}; ${escape(results.machine)}.</p>
${programs}
${startup}
${memory}
</main></body></html>
`;
}
