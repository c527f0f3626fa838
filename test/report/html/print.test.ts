import { describe, expect, it } from 'vitest';
import { complianceReport } from '../../support/compliance/report.js';
import { rowsOf, usePages } from './pages.js';

const open = usePages();
const report = complianceReport({ accounts: 5, days: 10, registries: 100 });

describe('the page on paper', () => {
  it('is light, without what only works on a screen, and nothing is cut', async () => {
    const page = await open(report, { colorScheme: 'dark' });
    // A4 without its margins, in CSS pixels.
    await page.setViewportSize({ width: 703, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
    for (const hidden of ['nav.sections', '.tools', '#findings-filters', '#findings-pager', '#theme']) {
      expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
    }
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.unseen'))
        .map((one) => one.outerHTML.slice(0, 120)),
    );
    expect(cut).toEqual([]);
  });

  it('has every finding and every rule, unfolded, and folds them again after that', async () => {
    const page = await open(report);
    const folded = await page.locator('details:not([open])').count();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await rowsOf(page).count()).toBe(report.findings.length);
    expect(await rowsOf(page, 'registries').count()).toBe(report.registries.length);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.locator('details:not([open])').count()).toBe(folded);
    expect(await rowsOf(page).count()).toBe(50);
  });

  it('is printed with what is found', async () => {
    const page = await open(report);
    const all = await page.pdf({ format: 'A4' });
    await page.getByRole('searchbox').first().fill('whitelist-bounded');
    await page.getByRole('searchbox').last().fill('nothing has this');
    const few = await page.pdf({ format: 'A4' });
    const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages(few)).toBeGreaterThan(3);
    expect(pages(all)).toBeGreaterThan(pages(few) + 4);
  });

  it('says so where there is more than paper bears', async () => {
    const large = complianceReport({ accounts: 5, registries: 2500 });
    const page = await open(large);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    expect(await rowsOf(page).count()).toBe(2000);
    expect(await page.locator('#findings-printed').innerText()).toMatch(
      /^Printed: the first 2,000 of \d,\d{3} rows\./,
    );
  });
});
