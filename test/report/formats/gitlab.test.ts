import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/report/formats.js';
import { acceptedGroups, sampleFindings } from '../../support/accepted.js';
import { acrossPolicy, acrossRecords, reportOf } from '../../support/across.js';
import { hostileStrings, UNPRINTABLE } from '../../support/hostile.js';
import { policyOf } from '../../support/policies.js';
import { aRegistry, aResult, aRule, aRun, type Groups, render } from '../../support/results.js';
import { sampleGroups, sampleRun } from '../../support/sample-results.js';

/** What GitLab's documentation asks of a report, and the severities that it knows. */
const isReport = new Ajv().compile<readonly Issue[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          // A relative path, as GitLab finds no other.
          path: { type: 'string', pattern: '^(?!/|\\.\\.?/).' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  },
});

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function issuesIn(text: string): readonly Issue[] {
  const report: unknown = JSON.parse(text);
  if (!isReport(report)) throw new Error(JSON.stringify(isReport.errors));
  expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(report.length);
  return report;
}

const issuesOf = async (
  groups: Groups = sampleGroups,
  options: Parameters<typeof render>[3] = {},
): Promise<readonly Issue[]> => issuesIn(await render(formats.gitlab.check, sampleRun, groups, options));

const results = [...sampleGroups].flatMap(([, all]) => all);

describe('gitlabReport', () => {
  it('has an issue for each finding and each open result, at the line of its registry', async () => {
    const issues = await issuesOf();
    const told = results.filter(({ outcome }) => outcome === 'fail' || outcome === 'open');
    expect(issues.map(({ check_name, fingerprint }) => [check_name, fingerprint])).toEqual(
      told.map(({ rule, fingerprint }) => [rule.id, fingerprint]),
    );
    expect(issues.map(({ location }) => location.lines.begin)).toEqual(
      told.map(({ registry, rule }) => registry.location?.line ?? rule.location?.line ?? 1),
    );
    expect(issues.find(({ check_name }) => check_name === 'require-https')).toMatchObject({
      check_name: 'require-https',
      severity: 'critical',
      description:
        'harbor/cn-hangzhou/payments-harbor-legacy#66486: The registry is reached over HTTP, HTTPS expected',
    });
  });

  it('has errors as critical, warnings as major and notes as minor, open or not', async () => {
    const registry = aRegistry();
    const groups = (['error', 'warning', 'note'] as const).flatMap((severity) =>
      (['fail', 'open'] as const).map((outcome) =>
        aResult(aRule(`${severity}-${outcome}`, severity), registry, [], outcome),
      ),
    );
    const run = aRun(groups.map(({ rule }) => rule));
    const issues = issuesIn(await render(formats.gitlab.check, run, [[registry, groups]]));
    expect(issues.map(({ severity }) => severity)).toEqual([
      ...['critical', 'critical'],
      ...['major', 'major'],
      ...['minor', 'minor'],
    ]);
  });

  it('leaves out what is accepted and what passes', async () => {
    const accepted = [...acceptedGroups].flatMap(([, all]) => all);
    const issues = await issuesOf(acceptedGroups);
    expect(issues).toHaveLength(
      accepted.filter(({ outcome, suppression }) => /fail|open/.test(outcome) && !suppression).length,
    );
  });

  it('has what is wrong with waivers, and accounts that could not be read', async () => {
    const unread = [{ account: 'prod', code: 'no-permission', message: 'may not list' }];
    const issues = await issuesOf([], { policyFindings: sampleFindings, unread });
    expect(issues.map(({ check_name, severity }) => [check_name, severity])).toEqual([
      ['ending-waiver', 'major'],
      ['expired-waiver', 'critical'],
      ['unused-waiver', 'major'],
      ['unknown-waiver-rule', 'major'],
      ['unread-account', 'blocker'],
    ]);
    expect(issues[1]?.location).toEqual({ path: 'waivers.yaml', lines: { begin: 9 } });
  });

  it('has what rules across registries found', async () => {
    const issues = issuesIn(
      await reportOf(formats.gitlab.check, await policyOf(acrossPolicy), acrossRecords),
    );
    expect(issues.some(({ description }) => description.includes('gone'))).toBe(true);
  });

  it('is an empty list where nothing is the matter', async () => {
    expect(await render(formats.gitlab.check, sampleRun, [], { silent: 3 })).toBe('[\n]\n');
  });

  it('shows hostile names on one line, harmless', async () => {
    const name = fc.oneof(fc.constantFrom(...Object.values(hostileStrings)), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(name, async (RegistryName) => {
        const registry = aRegistry({ RegistryName, RegionId: RegistryName });
        const rule = aRule('named', 'error', { message: '{RegistryName}' });
        const [issue] = await issuesOf([[registry, [aResult(rule, registry)]]]);
        expect(issue?.description).not.toMatch(UNPRINTABLE);
      }),
    );
  });
});
