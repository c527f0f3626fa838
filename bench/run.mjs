/**
 * Measures this program beside its peers, on the same inventories and with the same rules, in one run.
 *
 *   npm run bench              the whole table; takes some minutes
 *   npm run bench -- --quick   small sizes and few rounds, to see that it works
 *
 * First it checks that all find the same. Then it runs them in turn and prints medians, ratios and peak memory.
 * The figures go to bench/results.json, and as a chart into README.md.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { accountsRun, idealAccounts } from './accounts.mjs';
import { writeChart, writeTable } from './chart.mjs';
import { installSizes } from './install.mjs';
import { record, writeInventory } from './inventory.mjs';
import { compare, run } from './measure.mjs';
import { allRules, baselineLines, waiversFile } from './rules.mjs';
import {
  action,
  ajvCli,
  ajvLoop,
  bareNode,
  findings,
  floor,
  ours,
  report,
  spectral,
  threeRules,
} from './subjects.mjs';

const quick = process.argv.includes('--quick');

const large = quick ? 20_000 : 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'registry-lint-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const here = import.meta.dirname;
if (!existsSync(join(here, 'node_modules'))) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
}

/** An inventory in the temporary folder, written when it is first asked for. */
function inventory(count, format) {
  const file = join(folder, `${count}.${format === 'api' ? 'json' : 'ndjson'}`);
  if (!existsSync(file)) writeInventory(count, format, file);
  return file;
}

function policy(name, text) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Stops the whole benchmark where two programs do not find the same. */
async function checkSame() {
  const count = 2000;
  const positions = new Map(Array.from({ length: count }, (_, index) => [String(record(index).Id), index]));
  const position = (id) => positions.get(String(id));
  const [api, lines] = [inventory(count, 'api'), inventory(count, 'ndjson')];
  const outputs = await Promise.all(
    [
      [ours('ours', lines, threeRules), findings.ours],
      [ours('ours, whole answer', api, threeRules), findings.ours],
      [spectral(api), findings.spectral],
      [ajvLoop(lines), findings.ajvLoop],
    ].map(async ([subject, read]) => {
      const { output } = await run(subject, mkdtempSync(join(folder, 'same-')), true);
      return [subject.name, read(output, position).sort().join('\n')];
    }),
  );
  const [[, expected]] = outputs;
  for (const [name, found] of outputs) {
    if (found !== expected || found === '') throw new Error(`${name} does not find the same as the others`);
  }
  console.log(`All find the same ${expected.split('\n').length} things in ${count} registries.\n`);
}

const rows = [];
/** The lines of the printed table. */
const table = [];
function say(line) {
  table.push(line);
  console.log(line);
}

function row(what, subject, ms, base, mib, reach) {
  const ratio = base === undefined ? undefined : ms / base;
  rows.push({ what, subject, ms, ratio, mib, reach });
  const cells = [
    what,
    subject,
    `${ms.toFixed(ms < 100 ? 1 : 0)} ms`,
    ratio ? `${ratio.toFixed(2)}×` : '',
    mib ? `${mib.toFixed(0)} MiB` : '',
    reach ?? '',
  ];
  say(`| ${cells.join(' | ')} |`);
}

function rowsOf(what, results, reach = {}) {
  const [base] = results;
  for (const { name, ms, mib } of results) row(what, name, ms, base.ms, mib, reach[name]);
}

async function coldStart() {
  const sample = join(here, '..', 'examples', 'sample-response.json');
  const noCache = { NODE_DISABLE_COMPILE_CACHE: '1' };
  const results = await compare(
    [
      bareNode,
      ours('registry-lint, pack', sample, 'recommended'),
      ours('registry-lint, pack, first run', sample, 'recommended', [], noCache),
      ours('registry-lint, three rules', sample, threeRules),
      ours('registry-lint, three rules, first run', sample, threeRules, [], noCache),
      ajvCli(sample),
      spectral(sample),
    ],
    quick ? 3 : 21,
    folder,
  );
  const goal = 'within 1.5 × node -e 0; 5 × faster than Spectral';
  rowsOf('cold start, one record', results, {
    'registry-lint, pack': goal,
    'registry-lint, three rules': goal,
  });
}

async function actionStart() {
  const sample = join(here, '..', 'examples', 'demo-inventory.json');
  const results = await compare(
    [bareNode, action('the Action', sample, 'strict', folder)],
    quick ? 3 : 15,
    folder,
  );
  rowsOf('the Action, sample inventory', results, { 'the Action': 'within 1.6 × node -e 0' });
}

async function throughput() {
  const lines = inventory(large, 'ndjson');
  const all = policy('all.yaml', allRules());
  const results = await compare(
    [
      floor(lines),
      ours('registry-lint, all rules', lines, all),
      ours('registry-lint, three rules', lines, threeRules),
      ajvLoop(lines),
    ],
    quick ? 2 : 5,
    folder,
  );
  rowsOf(`${large} registries, NDJSON`, results, {
    'registry-lint, all rules': 'within 1.3 × the floor',
  });
  return { floorMs: results[0].ms, lines };
}

async function wholeAnswer() {
  const file = inventory(large, 'api');
  const all = policy('all.yaml', allRules());
  const results = await compare([ours('registry-lint, all rules', file, all)], quick ? 1 : 3, folder);
  rowsOf(`${large} registries, one answer of the API`, results, {
    'registry-lint, all rules': 'flat memory',
  });
}

async function againstSpectral() {
  const count = quick ? 1000 : 10_000;
  const api = inventory(count, 'api');
  const results = await compare(
    [ours('registry-lint, three rules', api, threeRules), ajvCli(api), spectral(api)],
    quick ? 1 : 5,
    folder,
  );
  rowsOf(`${count} registries, three rules`, results);
}

async function memory() {
  const all = policy('all.yaml', allRules());
  const counts = quick ? [1000, 20_000] : [10_000, 1_000_000];
  const subjects = counts.map((count) =>
    ours(`registry-lint, ${count} registries`, inventory(count, 'ndjson'), all),
  );
  const results = await compare([bareNode, ...subjects], quick ? 1 : 3, folder);
  for (const { name, ms, mib } of results)
    row('memory', name, ms, undefined, mib, 'bare Node + 100 MiB at most');
}

/** The cost of a rule: the slope between policies of different length, as a share of the floor. */
async function oneRuleMore(floorMs, lines) {
  const steps = quick ? [0, 40] : [0, 20, 40, 80];
  const subjects = steps.map((more) =>
    ours(`${more} rules more`, lines, policy(`more-${more}.yaml`, allRules(more))),
  );
  const results = await compare(subjects, quick ? 1 : 3, folder);
  const [none] = results;
  for (const [index, { name, ms, mib }] of results.entries()) {
    const share = index === 0 ? undefined : ((ms - none.ms) / steps[index] / floorMs) * 100;
    row(
      'one rule more',
      name,
      ms,
      none.ms,
      mib,
      share === undefined ? 'below 2 % of the floor a rule' : `${share.toFixed(2)} % of the floor a rule`,
    );
  }
}

/** Waivers and a baseline of which nothing matches: what it costs to have them. */
async function waiversAndBaseline() {
  const lines = inventory(large, 'ndjson');
  const [waivers, entries] = quick ? [100, 10_000] : [10_000, 1_000_000];
  const plain = policy('plain.yaml', JSON.stringify({ version: 1, extends: ['strict'] }));
  const baseline = join(folder, 'baseline.jsonl');
  writeFileSync(baseline, [...baselineLines(entries)].join(''));
  // In JSON every line of the baseline that is no longer found would be told.
  const asText = ['--format', 'text'];
  const results = await compare(
    [
      ours('without', lines, plain, asText),
      ours(`${waivers} waivers`, lines, plain, [
        '--waivers',
        policy('waivers.yaml', waiversFile(waivers)),
        ...asText,
      ]),
      ours(`baseline of ${entries} lines`, lines, plain, ['--baseline', baseline, ...asText]),
    ],
    quick ? 1 : 3,
    folder,
  );
  const [{ ms: without }] = results;
  for (const { name, ms, mib } of results)
    row('waivers, baseline', name, ms, without, mib, '2 × without at most');
}

/** Many accounts behind a slow Security Center: what is more than the waiting is this program's own. */
async function manyAccounts() {
  const shape = { count: quick ? 100 : 1000, latencyMs: 50, concurrency: 32 };
  const { subject, end } = await accountsRun({ ...shape, policy: 'recommended', folder });
  try {
    const [{ name, ms, mib }] = await compare([subject], quick ? 1 : 5, folder);
    const what = `${shape.count} accounts, answers of ${shape.latencyMs} ms`;
    row(what, name, ms, idealAccounts(shape), mib, 'within 1.2 × accounts × latency / concurrency');
  } finally {
    end();
  }
}

/** A compliance report keeps every registry and every finding; the check of the same inventory is what it stands beside. */
async function complianceReport() {
  const count = quick ? 1000 : 10_000;
  const file = inventory(count, 'api');
  const formats = ['json', 'html', 'csv', 'ocsf'].map((format) => report(format, file, 'strict'));
  const check = ours('registry-lint check, json', file, 'strict');
  const results = await compare([check, ...formats], quick ? 1 : 7, folder);
  const reach = Object.fromEntries(formats.map(({ name }) => [name, 'within 3 × the check of the same']));
  rowsOf(`report of ${count} registries`, results, reach);
}

const machine = {
  cpu: cpus()[0]?.model.trim(),
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  os: `${platform()} ${arch()}`,
  node: process.version,
};
const date = new Date().toISOString().slice(0, 10);
const about = `${date}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.os}, Node ${machine.node}.`;
console.log(`${about}\n`);
await checkSame();
say('| what | program | median | ratio | peak | reach |');
say('| --- | --- | --- | --- | --- | --- |');
await coldStart();
await actionStart();
await againstSpectral();
const { floorMs, lines } = await throughput();
await wholeAnswer();
await memory();
await oneRuleMore(floorMs, lines);
await waiversAndBaseline();
await manyAccounts();
await complianceReport();
for (const size of await installSizes(folder)) {
  rows.push(size);
  const { what, subject, ms, packages, mib } = size;
  say(
    `| ${what} | ${subject}, ${packages} packages | ${ms.toFixed(0)} ms, npx, cold cache | | ${mib.toFixed(1)} MiB on disk | smallest |`,
  );
}

if (!quick) {
  writeFileSync(join(here, 'results.json'), `${JSON.stringify({ date, machine, rows }, null, 2)}\n`);
  writeChart(rows);
  writeTable(about, table.join('\n'));
  execFileSync('npx', ['biome', 'format', '--write', 'bench', 'README.md'], { cwd: join(here, '..') });
}
