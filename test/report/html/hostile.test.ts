import { describe, expect, it } from 'vitest';
import { shownName } from '../../../src/report/html/text.js';
import { hostileNames, hostileReport } from '../../support/compliance/hostile.js';
import { rowsOf, usePages } from './pages.js';

const open = usePages();

describe.each(['en', 'zh'] as const)('hostile names, %s', (lang) => {
  it('stay text: no element, no attribute and no link comes of them', async () => {
    const page = await open(hostileReport(lang));
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    const found = await page.evaluate(() => ({
      scripts: document.scripts.length,
      images: document.querySelectorAll('img, iframe, object, embed, link, base').length,
      handlers: [...document.querySelectorAll('*')].flatMap((one) =>
        one.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style'),
      ),
      links: [...document.querySelectorAll('a')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => !href.startsWith('#')),
      rels: [...document.querySelectorAll('a[href^=http]')].map((link) => link.getAttribute('rel')),
      headings: document.querySelectorAll('h1').length,
    }));
    expect(found).toMatchObject({ scripts: 2, images: 0, handlers: [], headings: 1 });
    const pages = new Set(found.links.map((link) => new URL(link).origin));
    expect(pages).toEqual(new Set(['https://example.com', 'https://evil.example']));
    expect(new Set(found.rels)).toEqual(new Set(['noopener noreferrer']));
  });

  it('are shown as they are, what is hidden in them too, each apart from its surroundings', async () => {
    const page = await open(hostileReport(lang));
    await page.locator('#registries-pager select').selectOption('500');
    const names = rowsOf(page, 'registries').locator('th bdi.name');
    await expect.poll(() => names.count()).toBe(hostileNames.length * 2);
    const shown = await names.evaluateAll((all) => all.map((one) => one.textContent));
    expect(shown.slice(0, hostileNames.length)).toEqual(hostileNames.map(shownName));
    expect(shown).toContain('<img src=x onerror=alert(1)>');
    expect(shown).toContain('</script><script>alert(2)</script>');
    expect(shown).toContain('gnp<U+202E>exe.<U+2066>txt<U+2069>');
    for (const name of shown) expect(name).not.toMatch(/[\p{C}\p{DI}]/u);
    expect(await rowsOf(page).first().innerText()).not.toBe('');
  });

  it('are searched as they are shown', async () => {
    const page = await open(hostileReport(lang));
    await page.locator('#registries-filters input').fill('<img src=x');
    expect(await rowsOf(page, 'registries').count()).toBeGreaterThan(0);
  });
});
