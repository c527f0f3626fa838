import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hostileReport } from '../../support/compliance/hostile.js';
import { complianceReport } from '../../support/compliance/report.js';
import { usePages } from './pages.js';

const open = usePages();

/** What axe finds, all folded parts open. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(
    ({ id, impact, nodes }) =>
      `${impact} ${id}: ${nodes
        .map(({ html }) => html)
        .slice(0, 3)
        .join('\n')}`,
  );
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

describe('axe', () => {
  it.each(['light', 'dark'] as const)('finds no fault in the page, %s', async (colorScheme) => {
    for (const lang of ['en', 'zh'] as const) {
      const report = complianceReport({ accounts: 5, days: 10, registries: 60, unread: true, lang });
      expect(await faults(await open(report, { colorScheme }))).toEqual([]);
    }
  });

  it('finds none on a phone, in a page of hostile names, and in one with nothing in it', async () => {
    const phone = { viewport: { width: 390, height: 800 } };
    expect(
      await faults(await open(complianceReport({ accounts: 3, days: 3, registries: 20 }), phone)),
    ).toEqual([]);
    expect(await faults(await open(hostileReport()))).toEqual([]);
    expect(await faults(await open(complianceReport({ accounts: 0, registries: 0 })))).toEqual([]);
  });

  it('would find one', async () => {
    const page = await open(complianceReport({ accounts: 1, registries: 2 }));
    await page.evaluate(() => {
      for (const label of document.querySelectorAll('label span')) label.remove();
    });
    expect((await faults(page)).join()).toContain('select-name');
  });
});

describe('the keyboard', () => {
  it('reaches the content first, and shows where it is', async () => {
    const page = await open(complianceReport({ accounts: 3, days: 3, registries: 20 }));
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(await skip.evaluate((link) => link.getBoundingClientRect().left)).toBeGreaterThanOrEqual(0);
    expect(await skip.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
  });

  it('stops at a table only where it is wider than its place', async () => {
    const report = complianceReport({ accounts: 3, days: 3, registries: 20 });
    const wide = await open(report);
    const stops = '#findings .scroll[tabindex="0"]';
    await expect.poll(() => wide.locator(stops).count()).toBe(0);
    const narrow = await open(report, { viewport: { width: 390, height: 800 } });
    await expect.poll(() => narrow.locator(stops).count()).toBe(1);
  });

  it('never makes the page wider than the screen', async () => {
    for (const width of [320, 390, 768, 1280]) {
      const page = await open(hostileReport(), { viewport: { width, height: 800 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });
});
