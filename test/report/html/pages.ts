import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { en } from '../../../src/messages/en.js';
import { zh } from '../../../src/messages/zh.js';
import type { ComplianceReport } from '../../../src/model/compliance.js';
import { writePage } from '../../../src/report/html/page.js';
import { launchChromium } from '../../support/chromium.js';

/** The page of a report as one text. */
export function htmlOf(report: ComplianceReport): string {
  const parts: string[] = [];
  writePage(report, report.lang === 'zh' ? zh : en, (text) => parts.push(text));
  return parts.join('');
}

/**
 * Opens pages in Chromium. After each test it is asked whether the page asked for anything but its own file, wrote
 * to the console, threw, opened a dialog or broke its own policy.
 */
export function usePages(): (report: ComplianceReport, options?: BrowserContextOptions) => Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-lint-page-'));
  const troubles: string[] = [];
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    expect(troubles.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  return async (report, options = {}) => {
    if (!browser) throw new Error('pages are opened in tests only');
    const file = join(folder, 'report.html');
    writeFileSync(file, htmlOf(report));
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const address = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== address) troubles.push(`request of ${request.url()}`);
    });
    // A browser tells of what the page's policy forbids on the console too.
    page.on('console', (message) => troubles.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
    page.on('dialog', async (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    await page.goto(address);
    return page;
  };
}

/** How many rows the body of a table has. */
export const rowsOf = (page: Page, table = 'findings') => page.locator(`#${table}-table tbody tr`);
