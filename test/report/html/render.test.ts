import { describe, expect, it } from 'vitest';
import { complianceReport } from '../../support/compliance/report.js';
import { rowsOf, usePages } from './pages.js';

const open = usePages();
const month = complianceReport({ accounts: 20, days: 30, registries: 400, unread: true });

describe('the page of a month of twenty accounts', () => {
  it('has its parts in the order of its reader’s questions', async () => {
    const page = await open(month);
    expect(await page.locator('h1').allTextContents()).toEqual(['Registry compliance report']);
    expect(await page.locator('h2').allTextContents()).toEqual([
      'Where we stand',
      'What to do first',
      'What changed',
      'Accepted findings',
      'Controls',
      'Accounts and regions',
      'Findings',
      'Registries',
      'Rules',
      'About the inventory',
    ]);
    const links = page.locator('nav.sections a');
    for (const target of await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))) {
      expect(await page.locator(target ?? '').count()).toBe(1);
    }
  });

  it('says what it is of, that accounts are unread, and that the gate is closed', async () => {
    const page = await open(month);
    const head = await page.locator('header').innerText();
    for (const text of ['2026-11-23 06:00 UTC', 'registry-lint.yaml', 'accounts.yaml', 'FAILED']) {
      expect(head).toContain(text);
    }
    const banners = await page.locator('.banner').allInnerTexts();
    expect(banners[0]).toContain('1 account could not be read');
    expect(banners[0]).toContain('The role may not call ListPrivateRegistryList');
    expect(banners[1]).toContain('The gate is closed');
  });

  it('has the figures of the report', async () => {
    const page = await open(month);
    const { compliant, registries, counts } = month.standing;
    expect(await page.locator('.rate').innerText()).toBe(`${((compliant * 100) / registries).toFixed(1)}%`);
    const card = await page.locator('.rate-card').innerText();
    expect(card).toContain(`${compliant} of ${registries} registries compliant`);
    expect(card).toContain('Without the registries of 1 unread account');
    const errors = page.locator('table.plain tbody tr').first();
    expect(await errors.locator('td.number').allInnerTexts()).toEqual(
      [counts.error.fail, counts.error.open, counts.error.fail + counts.error.open].map(String),
    );
    const figures = await page.locator('.figure dd').allInnerTexts();
    const { history } = month;
    const changed = [history?.new, history?.reopened, history?.fixed.length, history?.known].map(String);
    expect(figures).toEqual([...changed, '11.4 days']);
    const uncompared = await page.locator('.uncompared').allInnerTexts();
    expect(uncompared[0]).toContain('2 findings of the run before cannot be compared');
    expect(uncompared[1]).toContain('6 findings last known of accounts that could not be read');
  });

  it('draws charts, each with a text and with its figures in a table', async () => {
    const page = await open(month);
    const texts = await page
      .locator('svg[role=img]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/^Compliance rate by day: \d+\.\d% on 2026-10-25, 74\.5% on 2026-11-23$/);
    expect(texts[1]).toContain('error: ');
    await page.getByText('The figures as a table').click();
    expect(await page.locator('table.days tbody tr').count()).toBe(30);
    expect(await page.locator('.rate-dot.partial').count()).toBe(2);
  });

  it('puts what to do first by severity and by how many registries it concerns', async () => {
    const page = await open(month);
    const tasks = page.locator('#first > ol > li');
    expect(await tasks.locator('h3').allInnerTexts()).toEqual([
      'Make 1 account readable',
      'The registry is reached over HTTPS',
      'The whitelist lets in only bounded ranges of addresses',
      'The password is not a default or a well-known one',
      'Scanned assets are kept long enough',
      'The registry is reached inside a VPC',
      expect.stringMatching(/^Decide on \d+ waivers that end within 4 days$/),
    ]);
    expect(await tasks.nth(1).innerText()).toContain('Give the registry a certificate');
  });

  it('shows the findings of a task, and the rule that a link leads to', async () => {
    const page = await open(month);
    const task = page.locator('#first li').nth(1);
    await task.getByText(/^Show \d+ findings$/).click();
    const rules = await rowsOf(page).locator('code').allInnerTexts();
    expect(new Set(rules)).toEqual(new Set(['require-https']));
    await rowsOf(page).first().locator('a').click();
    expect(await page.locator('#rule-require-https').innerText()).toContain('Over plain HTTP');
    expect(await page.locator('#rule-require-https').isVisible()).toBe(true);
  });

  it('says of each control what shows it, and that this is not an audit', async () => {
    const page = await open(month);
    const controls = await page.locator('#controls').innerText();
    expect(controls).toContain('A linter’s evidence is not an audit');
    expect(controls).toContain(
      'vpc-id-present (applies nowhere) Finds entries of the inventory that do not say',
    );
    for (const state of ['Not met', 'Met', 'Partly shown', '1 control of which this policy shows nothing']) {
      expect(controls).toContain(state);
    }
    expect(controls).toContain('Finds registries that are reached over a connection without encryption');
  });

  it('lists accounts, the least compliant first, with those that were not read', async () => {
    const page = await open(month);
    const rows = page.locator('#groups table').first().locator('tbody tr');
    expect(await rows.count()).toBe(21);
    expect(await rows.first().innerText()).toContain('not read');
    const rates = await rows.locator('td.strong').allInnerTexts();
    const numbers = rates.map((rate) => Number(rate.replace('%', '')));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });
});

describe('the page', () => {
  it('is in Chinese', async () => {
    const page = await open(complianceReport({ accounts: 3, days: 5, registries: 30, lang: 'zh' }));
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(await page.locator('h1').innerText()).toBe('镜像仓库合规报告');
    for (const head of await page.locator('h2').allInnerTexts()) expect(head).toMatch(/\p{Script=Han}/u);
    expect(await page.locator('#controls').innerText()).toContain('检查工具的证据不等于审计');
    expect(await page.locator('#findings-status').innerText()).toMatch(/^第 1 至 \d+ 行，共 \d+ 行$/);
    expect(await page.locator('main').innerText()).not.toContain('undefined');
  });

  it('says that there is no history, without one', async () => {
    const page = await open(complianceReport({ accounts: 0, registries: 3 }));
    expect(await page.locator('#changes').innerText()).toContain('No earlier runs are known');
    expect(await page.locator('svg[role=img]').count()).toBe(0);
    expect(await page.locator('#findings-table thead th').allInnerTexts()).not.toContain('Account');
  });

  it('does not call nothing compliant', async () => {
    const page = await open(complianceReport({ accounts: 0, registries: 0 }));
    expect(await page.locator('.rate').innerText()).toBe('–');
    expect(await page.locator('.banner').innerText()).toContain('nothing was checked');
    expect(await page.locator('.verdict').innerText()).toContain('NOTHING CHECKED');
  });

  it('shows the groups whole on a wide screen, and the controls whole on a narrow one', async () => {
    const beyond = (all: Element[]) =>
      all.filter(
        (one) => one.scrollWidth > one.clientWidth || one.getBoundingClientRect().right > innerWidth,
      );
    const wide = await open(month);
    expect(await wide.locator('#groups .scroll').count()).toBe(3);
    expect(await wide.locator('#groups .scroll').evaluateAll(beyond)).toEqual([]);
    const narrow = await open(month, { viewport: { width: 390, height: 900 } });
    expect(await narrow.locator('#controls .scroll').evaluateAll(beyond)).toEqual([]);
    const cells = narrow.locator('#controls tbody td');
    const widths = await cells.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    expect(Math.min(...widths)).toBeGreaterThan(250);
  });

  it('tells what of a rule is open, and which findings are of no registry', async () => {
    const [first, ...others] = month.findings;
    if (!first) throw new Error('no finding');
    const { registry: _, ...whole } = first;
    const page = await open({ ...month, findings: [{ ...whole, outcome: 'open' }, ...others] });
    expect(
      await page.locator('#first li.task').first().locator('xpath=following-sibling::li').first().innerText(),
    ).toMatch(/ · \d+ open/);
    expect(await page.locator('#groups').innerText()).toContain(
      '1 finding is about the inventory as a whole, and of no account, type or region.',
    );
  });

  it('never shows a closed gate as open where accounts are unread', async () => {
    const report = complianceReport({ accounts: 2, registries: 4, each: 0, unread: true });
    const page = await open(report);
    expect(report.gate.failed).toBe(false);
    expect(await page.locator('.verdict').innerText()).toContain('FAILED');
  });

  it('shows the first 100 findings, the figures and the rules without a script', async () => {
    const page = await open(month, { javaScriptEnabled: false });
    expect(await rowsOf(page).count()).toBe(100);
    expect(await page.locator('#findings noscript').innerText()).toContain('only the first 100 of 464 rows');
    expect(await page.locator('#findings-filters').isVisible()).toBe(false);
    expect(await page.locator('.rate').innerText()).toBe('74.5%');
  });
});
