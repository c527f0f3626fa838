/**
 * Measures the HTML page of a compliance report of 10,000 registries in Chromium: how long until it can be used, how
 * long a keystroke in its search takes, and whether anything holds the browser up. Prints one line of JSON.
 *
 *   npm run build && node bench/page.mjs [REGISTRIES]
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const registries = Number(process.argv[2] ?? 10_000);
const cache = join(root, 'node_modules', '.cache', 'registry-lint', 'page.mjs');

await build({
  stdin: {
    contents: `export { en } from './src/messages/en.ts';
      export { writePage } from './src/report/html/page.ts';
      export { complianceReport } from './test/support/compliance/report.ts';
      export { launchChromium } from './test/support/chromium.ts';`,
    resolveDir: root,
    loader: 'ts',
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  // The generator looks for the rules from where its own file stands.
  define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'test', 'cli', 'run.ts')).href) },
  outfile: cache,
  logLevel: 'error',
});
const { en, writePage, complianceReport, launchChromium } = await import(pathToFileURL(cache).href);

const report = complianceReport({ accounts: 100, days: 30, registries, each: 2.6 });
const folder = mkdtempSync(join(tmpdir(), 'registry-lint-page-'));
const file = join(folder, 'report.html');
const began = performance.now();
const parts = [];
writePage(report, en, (text) => parts.push(text));
const written = performance.now() - began;
writeFileSync(file, parts.join(''));

const round = (value) => Math.round(value);
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(() => {
    globalThis.long = [];
    globalThis.events = [];
    const keep = (list) => (entries) => list.push(...entries.getEntries());
    new PerformanceObserver(keep(globalThis.long)).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver(keep(globalThis.events)).observe({ type: 'event', durationThreshold: 16 });
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForTimeout(500);
  const opened = await page.evaluate(() => {
    const [{ domInteractive, domContentLoadedEventEnd, loadEventEnd }] =
      performance.getEntriesByType('navigation');
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    const long = globalThis.long.map(({ duration }) => duration);
    return {
      firstPaint: paint,
      domInteractive,
      interactive: Math.max(domContentLoadedEventEnd, loadEventEnd),
      long,
    };
  });
  await page.evaluate(() => {
    globalThis.long.length = 0;
  });
  const search = page.getByRole('searchbox').first();
  await search.click();
  await page.keyboard.type('require-vpc 70', { delay: 120 });
  await page.locator('#findings-table thead button').nth(1).click();
  await page.waitForTimeout(300);
  const sort = await page.evaluate(() => globalThis.long.map(({ duration }) => duration));
  await search.fill('');
  await page.evaluate(() => {
    globalThis.long.length = 0;
  });
  await page.locator('#findings-pager select').selectOption('2000');
  await page.waitForFunction(
    (wanted) => document.querySelectorAll('#findings-table tbody tr').length === wanted,
    2000,
  );
  const { events, long } = await page.evaluate(() => ({
    long: globalThis.long.map(({ duration }) => duration),
    events: globalThis.events.map(({ name, duration, processingStart, processingEnd }) => ({
      name,
      duration,
      work: processingEnd - processingStart,
    })),
  }));
  const keys = events.filter(({ name }) => name === 'input' || name === 'keydown');
  console.log(
    JSON.stringify({
      registries,
      findings: report.findings.length,
      megabytes: Math.round(parts.join('').length / 1e4) / 100,
      writeMs: round(written),
      firstPaintMs: round(opened.firstPaint),
      interactiveMs: round(opened.interactive),
      longTasksWhenOpened: opened.long.map(round),
      slowestKeystrokeMs: round(Math.max(0, ...keys.map(({ duration }) => duration))),
      longTasksOfSearchAndSort: sort.map(round),
      longestTaskOf2000RowsMs: round(Math.max(0, ...long)),
    }),
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
