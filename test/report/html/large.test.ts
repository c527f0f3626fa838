import { expect, it } from 'vitest';
import { complianceReport } from '../../support/compliance/report.js';
import { htmlOf, rowsOf, usePages } from './pages.js';

const open = usePages();
const large = complianceReport({ accounts: 100, days: 30, registries: 10_000, each: 2.6 });

it('holds 10,000 registries and 20,000 findings in a page of less than 4 MB', () => {
  expect(large.findings.length).toBeGreaterThan(20_000);
  expect(Buffer.byteLength(htmlOf(large))).toBeLessThan(4_000_000);
});

it('shows no more rows at once than people read, and finds among all', async () => {
  const page = await open(large);
  expect(await rowsOf(page).count()).toBe(50);
  const last = large.registries.at(-1);
  await page.locator('#registries-filters input').fill(last?.id ?? '');
  expect(await rowsOf(page, 'registries').locator('th .name').allInnerTexts()).toEqual([last?.name]);
  await page.locator('#findings-filters input').fill('require-vpc');
  const found = large.findings.filter(({ rule }) => rule === 'require-vpc').length;
  const shown = found.toLocaleString('en');
  expect(await page.locator('#findings-status').innerText()).toContain(` of ${shown} found among `);
});

it('does not hold the browser up while many rows are put into the page', async () => {
  const page = await open(large);
  await page.locator('#findings-pager select').selectOption('2000');
  // A search in the middle of it is done at once, and no row of before comes after it.
  await page.locator('#findings-filters input').fill('70000');
  await expect.poll(() => rowsOf(page).count()).toBeLessThan(20);
  await page.waitForTimeout(300);
  expect(await rowsOf(page).count()).toBeLessThan(20);
});
