// bench.mjs FILE ROUNDS: called by script/bench. The machine is shared and noisy, so every round runs every engine
// once, in turn, and the ratios are those of the medians of one run.
import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';

const [file, rounds] = [process.argv[2], Number(process.argv[3])];
const plan = [
  {
    name: 'Klarsicht wasm',
    does: 'parse + profile + all checks',
    command: ['node', 'build/web/klarsicht-cli.mjs', 'audit', file],
  },
  { name: 'DuckDB-wasm', does: 'parse + profile', command: ['node', 'tests/bench/duckdb_wasm.mjs', file] },
  {
    name: 'Klarsicht native',
    does: 'parse + profile + all checks',
    command: ['build/native/klarsicht', 'audit', file],
  },
  {
    name: 'DuckDB native, 1 thread',
    does: 'parse + profile',
    command: ['node', 'tests/bench/duckdb_native.mjs', file],
  },
];

const measure = (command, keep = false) =>
  JSON.parse(
    execFileSync('python3', ['tests/bench/measure.py', ...(keep ? ['--keep'] : []), ...command], { encoding: 'utf8' }),
  );
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const runs = plan.map(() => []);
for (let round = 0; round < rounds; ++round) {
  for (const [i, engine] of plan.entries()) {
    const run = measure(engine.command);
    if (run.status !== 0) {
      console.error(`${engine.name} ended with status ${run.status}: ${engine.command.join(' ')}`);
      process.exit(1);
    }
    runs[i].push(run);
  }
}
const figures = runs.map((list) => ({
  wall: median(list.map((run) => run.wall)),
  cpu: median(list.map((run) => run.cpu)),
  peak: Math.max(...list.map((run) => run.peak_mb)),
}));

const row = (...cells) =>
  console.log(cells.map((cell, i) => (i < 2 ? String(cell).padEnd([25, 30][i]) : String(cell).padStart(10))).join(''));
console.log(`\n${file}: ${(statSync(file).size / 1e6).toFixed(0)} MB, whole processes, medians of ${rounds} rounds\n`);
row('engine', 'does', 'wall s', 'cpu s', 'peak MB', '× wall', '× cpu');
for (const [i, engine] of plan.entries()) {
  const f = figures[i];
  const other = figures[i - (i % 2)];
  row(
    engine.name,
    engine.does,
    f.wall.toFixed(2),
    f.cpu.toFixed(2),
    f.peak.toFixed(0),
    (f.wall / other.wall).toFixed(2),
    (f.cpu / other.cpu).toFixed(2),
  );
}
console.log("\n× : times Klarsicht's figure above it; over 1 means that Klarsicht is faster.");

console.log("\nWhere Klarsicht's time goes (milliseconds, medians):\n");
const stages = [
  ['build/native/klarsicht_bench', file],
  ['node', 'build/web/bench.mjs', file],
].map((command) => {
  const outs = Array.from({ length: rounds }, () => JSON.parse(measure(command, true).out));
  const at = (pick) => median(outs.map(pick));
  const lines = new Map(
    ['read', 'parse', 'profile', 'plan', 'checks'].map((stage) => [stage, at((out) => out[stage])]),
  );
  for (const check of Object.keys(outs[0].by_check)) {
    lines.set(
      `  ${check}`,
      at((out) => out.by_check[check]),
    );
  }
  return lines;
});
console.log(`${''.padEnd(36)}${'native'.padStart(10)}${'wasm'.padStart(10)}`);
for (const [stage, native] of stages[0]) {
  console.log(`${stage.padEnd(36)}${native.toFixed(1).padStart(10)}${stages[1].get(stage).toFixed(1).padStart(10)}`);
}

// The same rows in other wrappings: a tenth of the standard file as CSV, gzipped, and as a workbook.
execFileSync('python3', ['tests/bench/same_rows.py', file, 'build/bench/rows']);
const wrappings = ['csv', 'csv.gz', 'xlsx'].map((ending) => `build/bench/rows.${ending}`);
console.log('\nReading the same rows (milliseconds, medians; in memory):\n');
const inColumns = (name, width, cells) => name.padEnd(width) + cells.map((cell) => cell.padStart(10)).join('');
console.log(inColumns('', 36, ['native', 'wasm', '× CSV']));
const readings = [
  ['build/native/klarsicht_bench', '--read', ...wrappings],
  ['node', 'build/web/bench.mjs', '--read', ...wrappings],
].map((command) => {
  const outs = Array.from({ length: rounds }, () => JSON.parse(measure(command, true).out));
  return wrappings.map((path) => median(outs.map((out) => out[path].ms)));
});
for (const [i, path] of wrappings.entries()) {
  const [native, wasm] = readings.map((times) => times[i]);
  console.log(inColumns(path, 36, [native.toFixed(1), wasm.toFixed(1), (native / readings[0][0]).toFixed(1)]));
}

// The bias area by itself: 1,000,000 rows in 40 groups, from the table to every group figure; beside a group-by loop in
// pandas of the kind Fairlearn's MetricFrame runs, and a plain group-by of counts. Without pandas the others are not
// held against it.
const python = '/usr/bin/python3';
const rowsFile = 'build/bench/fairness.csv';
writeFileSync(rowsFile, execFileSync('build/native/klarsicht_bench', ['--fairness-rows'], { maxBuffer: 1 << 28 }));
let pandas;
try {
  pandas = JSON.parse(execFileSync(python, ['tests/bench/fairness_pandas.py', rowsFile], { encoding: 'utf8' }));
} catch {
  console.log('\npandas is not there (Debian: python3-pandas): its loop is not timed.');
}
console.log(
  '\nEvery figure of each of 40 groups over 1,000,000 rows; bootstrap: what lies between the groups, with intervals' +
    "\n(milliseconds, best of a few; × : times as long as Klarsicht's counting and figures):\n",
);
console.log(inColumns('', 18, ['count', 'figures', 'together', 'bootstrap', '× loop', '× plain']));
for (const [name, command] of [
  ['native', ['build/native/klarsicht_bench', '--fairness']],
  ['wasm', ['node', 'build/web/bench.mjs', '--fairness']],
]) {
  const f = JSON.parse(execFileSync(command[0], command.slice(1), { encoding: 'utf8' }));
  const together = f.count_ms + f.figures_ms;
  const times = (ms) => (pandas ? (ms / together).toFixed(0) : '');
  const own = [f.count_ms.toFixed(1), f.figures_ms.toFixed(2), together.toFixed(1), f.bootstrap_ms.toFixed(0)];
  console.log(inColumns(name, 18, [...own, times(pandas?.loop_ms), times(pandas?.plain_group_by_ms)]));
}
if (pandas) {
  const plain = `  (plain group-by of counts: ${pandas.plain_group_by_ms.toFixed(0)})`;
  console.log(inColumns('pandas', 18, ['', '', pandas.loop_ms.toFixed(0)]) + plain);
}

// Inputs made to be slow, each time twice as many: what grows with them takes about twice as long, whatever they are.
console.log(
  '\nInputs made to be slow, from 16,384, each time twice as many (milliseconds; × : times the one before):\n',
);
for (const [name, command] of [
  ['native', ['build/native/klarsicht_bench', '--hostile']],
  ['wasm', ['node', 'build/web/bench.mjs', '--hostile']],
]) {
  for (const [kind, times] of Object.entries(JSON.parse(execFileSync(command[0], command.slice(1))))) {
    const cells = times.map((ms, i) => ms.toFixed(1) + (i === 0 ? '' : ` ×${(ms / times[i - 1]).toFixed(1)}`));
    console.log(
      inColumns(
        `${name}, ${kind}`,
        20,
        cells.map((cell) => cell.padStart(14)),
      ),
    );
  }
}
