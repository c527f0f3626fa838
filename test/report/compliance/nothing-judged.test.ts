import { describe, expect, it } from 'vitest';
import type { ComplianceReport } from '../../../src/model/compliance.js';
import { formats } from '../../../src/report/formats.js';
import { complianceOf, type Fields, written } from '../../support/compliance.js';
import { policyOf } from '../../support/policies.js';

const record: Fields = { Id: 1, AliUid: 7, RegistryName: 'a', RegistryType: 'harbor', NetType: 1 };
const vpc = 'version: 1\nrules:\n  vpc-id-present: error\n';
const off = `version: 1
rules:
  require-https: error
overrides:
  - match: { RegistryType: harbor }
    rules: { require-https: off }
`;

/** What a browser shows of a page before its script runs. */
const shownIn = (page: string): string => page.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '');

describe.each([
  ['no rule applies to anything', [record], vpc],
  ['the policy has its rule off for all of them', [record], off],
  ['there is no registry', [], off],
])('where %s', (_, records, policy) => {
  describe.each([
    ['en', /PASSED WITH NOTHING CHECKED/, /PASSED(?! WITH)/],
    ['zh', /通过，但没有检查任何内容/, /(?<!未)通过(?!，但| VPC)/],
  ] as const)('in %s', (lang, nothing, passed) => {
    const reportOf = async (): Promise<ComplianceReport> =>
      complianceOf(records, { policy: await policyOf(policy), lang });

    it('the page is not green, and tells no rate', async () => {
      const page = shownIn(await written(formats.html.report, await reportOf()));
      expect(page).toMatch(nothing);
      expect(page).not.toContain('mark ok');
      expect(page).not.toContain('bar-ok');
      expect(page).not.toMatch(/\d%/);
      expect(page).toContain('<p class="rate">–</p>');
      expect(page).toContain('<div class="banner warning">');
    });

    it('Markdown tells no rate, and does not say that it passed', async () => {
      const text = await written(formats.markdown.report, await reportOf());
      const [title = ''] = text.split('\n');
      expect(title).toMatch(nothing);
      expect(title).not.toMatch(passed);
      expect(text).not.toMatch(/\d%/);
      expect(text).not.toContain(lang === 'en' ? '\nNothing was found' : '\n没有发现问题');
    });

    it('JSON says that nothing was judged', async () => {
      const { gate, standing, registries } = JSON.parse(await written(formats.json.report, await reportOf()));
      expect(gate).toMatchObject({ failed: false, judged: false });
      expect(standing).toMatchObject({ judged: 0, compliant: 0 });
      for (const registry of registries) expect(registry).toMatchObject({ judged: false, compliant: false });
    });
  });
});

describe('where no rule applies to some', () => {
  const some = [record, { ...record, Id: 2, NetType: 2, VpcId: 'vpc-bp1' }];

  it('they are no part of the rate, and are counted', async () => {
    const report = await complianceOf(some, { policy: await policyOf(vpc) });
    const text = await written(formats.markdown.report, report);
    expect(text).toContain(
      '**1 of 1 registry compliant (100.0%) · 1 more registry not judged, as no rule applies to it**',
    );
    expect(text).toContain('| Account | Registries | Not judged | Compliant | Rate |');
    const page = shownIn(await written(formats.html.report, report));
    expect(page).toContain('1 of 1 registry compliant');
    expect(page).toContain('1 more registry not judged: no rule applies to it.');
  });

  it('a registry of which a rule across registries found nothing at first is judged', async () => {
    const policy = await policyOf(
      'version: 1\nrules:\n  twice: { title: Once, severity: error, unique: [DomainName, RegistryHostIp] }\n',
    );
    const records = [{ ...record, DomainName: 'a.example.com' }, record];
    const report = await complianceOf(records, { policy });
    expect(report.rules[0]).toMatchObject({ passed: 1, open: 1, notApplicable: 0 });
    expect(report.standing).toMatchObject({ registries: 2, judged: 2, compliant: 1 });
  });
});

it('says where rules speak of no single registry, and claims nothing of one', async () => {
  const policy = await policyOf(
    'version: 1\nrules:\n  few: { title: There are few, severity: error, count: { max: 5 } }\n',
  );
  const report = await complianceOf([record], { policy });
  expect(report.gate).toMatchObject({ failed: false, judged: true });
  expect(report.rules[0]).toMatchObject({ passed: 1, notApplicable: 0 });
  const text = await written(formats.markdown.report, report);
  expect(text).toContain(
    'PASSED\n\n**No rule speaks of single registries, so there is no rate of compliance**',
  );
});
