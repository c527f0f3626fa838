/** Puts the figures of the last whole run into README.md, as a chart that GitHub draws, and into bench/README.md. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const readme = join(import.meta.dirname, '..', 'README.md');
const MARKED = /(<!-- bench: begin -->\n)[\s\S]*(<!-- bench: end -->)/;

const shown = ['node -e 0', 'registry-lint, pack', 'ajv-cli', 'Spectral CLI'];

export function writeChart(rows) {
  const bars = shown.flatMap((name) =>
    rows.filter(({ what, subject }) => what === 'cold start, one record' && subject === name),
  );
  const names = bars.map(({ subject }) => `"${subject.replace(', pack', '')}"`).join(', ');
  const values = bars.map(({ ms }) => ms.toFixed(0)).join(', ');
  const chart = [
    '<!-- not run: a chart -->',
    '```mermaid',
    'xychart-beta horizontal',
    '  title "One record checked, from start to finish"',
    `  x-axis [${names}]`,
    '  y-axis "milliseconds, median"',
    `  bar [${values}]`,
    '```',
    '',
  ].join('\n');
  put(readme, `${chart}\n`);
}

/** The whole table, with the machine that it was measured on. */
export function writeTable(machine, table) {
  put(join(import.meta.dirname, 'README.md'), `${machine}\n\n${table}\n`);
}

function put(file, text) {
  const before = readFileSync(file, 'utf8');
  if (!MARKED.test(before)) throw new Error(`${file} has no place for the figures`);
  writeFileSync(
    file,
    before.replace(MARKED, (_, begin, end) => `${begin}\n${text}\n${end}`),
  );
}
