import { describe, expect, it } from 'vitest';
import { SUMMARY_BYTES } from '../../src/report/job-summary.js';
import { texts } from '../support/markdown.js';
import { aRegistry, aResult, aRule, aRun, jobSummary, render } from '../support/results.js';
import { sampleGroups, sampleNotices, sampleRun } from '../support/sample-results.js';

const many = (count: number) => {
  const rule = aRule('r', 'error', { message: 'Number {RegistryName}' });
  const note = aRule('n', 'note');
  const groups = Array.from({ length: count }, (_, index) => {
    const registry = aRegistry({ index, Id: String(index), RegistryName: `#${index}` });
    return [registry, [aResult(note, registry), aResult(rule, registry)]] as const;
  });
  return { run: aRun([note, rule]), groups };
};

describe('the summary of a job', () => {
  it('is good to read', async () => {
    const text = await render(jobSummary, sampleRun, sampleGroups, { notices: sampleNotices });
    await expect(text).toMatchFileSnapshot('__snapshots__/sample-summary.md');
  });

  it('is good to read in Chinese', async () => {
    const text = await render(jobSummary, sampleRun, sampleGroups, {
      notices: sampleNotices,
      lang: 'zh',
    });
    await expect(text).toMatchFileSnapshot('__snapshots__/sample-summary-zh.md');
  });

  it('has a row for each result, the worst first, each with the page of its rule', async () => {
    const page = texts(await render(jobSummary, sampleRun, sampleGroups));
    const results = page.rows.filter((row) => row.length === 4).slice(1);
    expect(results.map(([result, , rule]) => `${result} ${rule}`)).toEqual([
      'error require-https',
      'error default-credentials',
      'error whitelist-bounded',
      'open (error) require-https',
      'open (error) default-credentials',
      'warning host-not-public',
      'warning persistence-days',
      'warning persistence-days',
      'open (warning) host-not-public',
      'note acme-naming',
    ]);
    expect(page.links[0]).toBe(
      'https://github.com/registry-lint/registry-lint/blob/main/docs/rules/require-https.md',
    );
  });

  it('has no table where there is nothing to show', async () => {
    const page = texts(await render(jobSummary, sampleRun, [], { silent: 3 }));
    expect(page.headings).toEqual(['registry-lint: PASSED']);
    expect(page.columns).toEqual([]);
  });

  it('says that nothing was checked', async () => {
    const page = texts(await render(jobSummary, sampleRun, []));
    expect(page.headings).toEqual(['registry-lint: PASSED WITH NOTHING CHECKED']);
    expect(page.html).toContain('0 registries: nothing was checked');
  });

  it('says how many kinds of notice there are where it does not show them all', async () => {
    const notices = Array.from({ length: 20 }, (_, at) => ({
      code: 'unknown-field' as const,
      text: `Field${at} is not known`,
      count: 1,
    }));
    const text = await render(jobSummary, sampleRun, sampleGroups, { notices });
    expect(text).toContain('and 5 more kinds of notice');
  });

  it('is cut at a row where GitHub would take no more, the worst first, and says so', async () => {
    const { run, groups } = many(9_000);
    const text = await render(jobSummary, run, groups);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SUMMARY_BYTES);
    expect(Buffer.byteLength(text)).toBeGreaterThan(SUMMARY_BYTES * 0.99);
    const { rows, html } = texts(text);
    const results = rows.filter((row) => row.length === 4).slice(1);
    expect(new Set(results.map(([result]) => result))).toEqual(new Set(['error']));
    expect(html).toContain(
      `<strong>${results.length.toLocaleString('en')} of 18,000 results shown, the worst first`,
    );
    expect(results.length).toBeGreaterThan(3_000);
  });

  it('takes no more room than there is', async () => {
    const { run, groups } = many(50);
    for (let room = 0; room < 8_000; room += 97) {
      const text = await render(jobSummary, run, groups, { room });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(Math.max(room, 500));
      texts(text);
      if (!text.includes('100 of 100')) expect(text).toMatch(/of 100 results shown, the worst first\*\*\n$/);
    }
  });
});
