import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { complianceReport } from '../../support/compliance/report.js';
import { rowsOf, usePages } from './pages.js';

const open = usePages();
const report = complianceReport({ accounts: 20, days: 30, registries: 400 });
const all = report.findings.length;

const status = (page: Page, table = 'findings') => page.locator(`#${table}-status`).innerText();
const names = (page: Page, table = 'findings') => rowsOf(page, table).locator('th .name').allInnerTexts();
const choose = (page: Page, filter: string, label: string) =>
  page.locator(`#findings-filters select[name=${filter}]`).selectOption({ label });
const heads = (page: Page) => page.locator('#findings-table thead th');

/** How many findings of the report are so. */
const count = (wanted: (finding: (typeof report.findings)[number]) => boolean) =>
  report.findings.filter(wanted).length;

describe('the table of findings', () => {
  it('is searched by all words, in names, rules and messages', async () => {
    const page = await open(report);
    expect(await status(page)).toBe(`Rows 1 to 50 of ${all}`);
    await page.getByRole('searchbox').first().fill('PAY-prod  https');
    const found = count(
      ({ rule, registry }) =>
        rule === 'require-https' && report.registries[registry ?? -1]?.account === 'pay-prod',
    );
    expect(found).toBeGreaterThan(0);
    expect(await status(page)).toBe(`Rows 1 to ${found} of ${found} found among ${all}`);
    expect(await rowsOf(page).count()).toBe(found);
    for (const name of await names(page)) expect(name).toContain('pay-prod');
    await page.getByRole('searchbox').first().fill('nothing has this');
    expect(await status(page)).toBe(`None of ${all} rows matches`);
    expect(await rowsOf(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect.poll(() => status(page)).toBe(`Rows 1 to 50 of ${all}`);
  });

  it.each([
    ['severity', 'error', count(({ severity }) => severity === 'error')],
    ['outcome', 'Open', count(({ outcome }) => outcome === 'open')],
    ['rule', 'require-vpc', count(({ rule }) => rule === 'require-vpc')],
    [
      'account',
      'shop-test',
      count(({ registry }) => report.registries[registry ?? -1]?.account === 'shop-test'),
    ],
    ['type', 'quay', count(({ registry }) => report.registries[registry ?? -1]?.type === 'quay')],
    [
      'region',
      'cn-beijing',
      count(({ registry }) => report.registries[registry ?? -1]?.region === 'cn-beijing'),
    ],
    ['state', 'New', count(({ state }) => state === 'new')],
    ['state', 'Back again', count(({ state }) => state === 'reopened')],
    ['accepted', 'Accepted', count(({ suppression }) => suppression !== undefined)],
    ['accepted', 'Not accepted', count(({ suppression }) => suppression === undefined)],
  ])('is filtered by %s: %s', async (filter, label, found) => {
    const page = await open(report);
    expect(found).toBeGreaterThan(0);
    await choose(page, filter, label);
    expect(await status(page)).toBe(`Rows 1 to ${Math.min(50, found)} of ${found} found among ${all}`);
  });

  it('joins filters', async () => {
    const page = await open(report);
    await choose(page, 'severity', 'error');
    await choose(page, 'type', 'harbor');
    const found = count(
      ({ severity, registry }) =>
        severity === 'error' && report.registries[registry ?? -1]?.type === 'harbor',
    );
    expect(await status(page)).toContain(` of ${found} found among ${all}`);
  });

  it('is sorted by a click, and the other way by a second', async () => {
    const page = await open(report);
    const head = heads(page).filter({ hasText: 'Registry' });
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const byName = new Intl.Collator('en', { numeric: true });
    const up = await names(page);
    expect(up).toEqual(up.toSorted(byName.compare));
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    const down = await names(page);
    expect(down).toEqual(down.toSorted((a, b) => byName.compare(b, a)));
    expect(down[0]).not.toBe(up[0]);
  });

  it('is sorted by keyboard, by one column at a time', async () => {
    const page = await open(report);
    await heads(page).filter({ hasText: 'Account' }).getByRole('button').focus();
    await page.keyboard.press('Enter');
    const accounts = await rowsOf(page).locator('td.account').allInnerTexts();
    expect(accounts).toEqual(accounts.toSorted());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await heads(page).filter({ hasText: 'State' }).getAttribute('aria-sort')).toBe('ascending');
    expect(await page.locator('#findings-table th[aria-sort]').count()).toBe(1);
    expect(await rowsOf(page).first().innerText()).toContain('New');
  });

  it('is leafed through, and shows more at once', async () => {
    const page = await open(report);
    const pager = page.locator('#findings-pager');
    expect(await pager.innerText()).toContain(`Page 1 of ${Math.ceil(all / 50)}`);
    expect(await pager.getByRole('button', { name: 'Previous' }).isDisabled()).toBe(true);
    const first = await rowsOf(page).first().innerText();
    await pager.getByRole('button', { name: 'Next' }).click();
    expect(await status(page)).toBe(`Rows 51 to 100 of ${all}`);
    expect(await rowsOf(page).first().innerText()).not.toBe(first);
    await pager.getByRole('combobox').selectOption({ label: '500' });
    await expect.poll(() => rowsOf(page).count()).toBe(all);
    expect(await status(page)).toBe(`Rows 1 to ${all} of ${all}`);
  });
});

describe('the table of registries', () => {
  it('is searched, filtered and sorted too', async () => {
    const page = await open(report);
    const form = page.locator('#registries-filters');
    await form.locator('select[name=standing]').selectOption({ label: 'Not compliant' });
    const bad = report.registries.filter(({ compliant }) => !compliant).length;
    expect(await status(page, 'registries')).toContain(` of ${bad} found among 400`);
    await page
      .locator('#registries-table thead th')
      .filter({ hasText: 'Findings' })
      .getByRole('button')
      .click();
    const counts = (await rowsOf(page, 'registries').locator('td.number').allInnerTexts()).map(Number);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(counts[0]).toBe(
      Math.max(...report.registries.filter((one) => !one.compliant).map((one) => one.findings)),
    );
    await form.getByRole('searchbox').fill('70001');
    expect(await rowsOf(page, 'registries').count()).toBeLessThanOrEqual(1);
  });
});

describe('links of the page', () => {
  it('filter the findings by account, and by what is new', async () => {
    const page = await open(report);
    await page.locator('#groups').getByRole('link', { name: 'pay-test' }).click();
    const accounts = await rowsOf(page).locator('td.account').allInnerTexts();
    expect(new Set(accounts)).toEqual(new Set(['pay-test']));
    await page.getByRole('link', { name: 'Show all new findings' }).click();
    const fresh = count(({ state }) => state === 'new');
    expect(await status(page)).toContain(` of ${fresh} found among ${all}`);
  });
});

describe('the theme', () => {
  const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  it('is that of the system until the button is used, and is remembered then', async () => {
    const page = await open(report, { colorScheme: 'dark' });
    const button = page.getByRole('button', { name: 'Dark theme' });
    expect(await background(page)).toBe('rgb(16, 19, 24)');
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await button.click();
    expect(await background(page)).toBe('rgb(245, 246, 248)');
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await page.reload();
    expect(await background(page)).toBe('rgb(245, 246, 248)');
  });
});
