import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComplianceReport } from '../../../src/model/compliance.js';
import { OCSF_VERSION } from '../../../src/report/formats/ocsf.js';
import { formats } from '../../../src/report/formats.js';
import { besideEarlier, complianceOf, type Fields, written } from '../../support/compliance.js';
import { policyOf } from '../../support/policies.js';
import { anyRecords } from '../../support/random-records.js';

const schema = JSON.parse(
  readFileSync(new URL('../../fixtures/ocsf/compliance_finding.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv({ allErrors: true, strictTypes: false, strictRequired: false });
const satisfies = ajv.compile(schema);

const http: Fields = {
  Id: 1,
  AliUid: 7,
  RegistryName: 'a',
  RegistryType: 'harbor',
  RegionId: 'cn-hangzhou',
  RegistryHostIp: '10.20.1.10',
  ProtocolType: 1,
};

/** The events, each held to the public schema. */
async function eventsOf(report: ComplianceReport) {
  const text = await written(formats.ocsf.report, report);
  const events = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  for (const event of events) expect(satisfies(event), ajv.errorsText(satisfies.errors)).toBe(true);
  return events;
}

const onlyHttps = (rest = '') => policyOf(`version: 1\nrules:\n  require-https: error\n${rest}`);

describe('the format ocsf', () => {
  it('is held to the version that its events name', () => {
    expect(schema.$comment).toContain(`OCSF ${OCSF_VERSION},`);
  });

  it('has one compliance finding a line, with rule, controls, resource and account', async () => {
    const report = await complianceOf([http], { policy: await onlyHttps() });
    const [event, ...others] = await eventsOf(report);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      class_uid: 2003,
      type_uid: 200301,
      severity: 'High',
      status: 'New',
      message: 'The registry is reached over HTTP, HTTPS expected',
      metadata: { version: OCSF_VERSION },
      finding_info: { uid: report.findings[0]?.fingerprint, title: 'The registry is reached over HTTPS' },
      compliance: { control: 'require-https', status: 'Fail' },
      resources: [{ uid: '1', name: 'a', ip: '10.20.1.10', region: 'cn-hangzhou' }],
      cloud: { provider: 'Alibaba Cloud', account: { uid: '7' }, region: 'cn-hangzhou' },
    });
    expect(event.compliance.standards).toContain('NIST SP 800-190');
    expect(event.time).toBe(Date.parse(report.startedAt));
  });

  it('tells what is open as a warning, and what is waived as suppressed', async () => {
    const waived =
      '  - { rule: require-https, registry: { RegistryName: a }, reason: OPS-212, expires: 2027-01-31 }';
    const policy = await onlyHttps(`waivers:\n${waived}\n`);
    const unknown = { ...http, Id: 2, RegistryName: 'b', ProtocolType: undefined };
    const events = await eventsOf(await complianceOf([http, unknown], { policy }));
    expect(events.map(({ status, compliance, comment }) => [status, compliance.status, comment])).toEqual([
      ['New', 'Warning', undefined],
      ['Suppressed', 'Fail', 'OPS-212'],
    ]);
  });

  it('beside a history updates what is known, with the day of its first sight, and closes what is fixed', async () => {
    const policy = await onlyHttps();
    const report = besideEarlier(await complianceOf([http, { ...http, Id: 2 }], { policy }));
    const events = await eventsOf(report);
    expect(
      events.map(({ activity_name, status, compliance, finding_info }) => [
        activity_name,
        status,
        compliance.status,
        finding_info.first_seen_time,
      ]),
    ).toEqual([
      ['Create', 'New', 'Fail', Date.parse('2026-11-23')],
      ['Update', 'New', 'Fail', Date.parse('2026-11-01')],
      ['Close', 'Resolved', 'Pass', Date.parse('2026-11-01')],
    ]);
  });

  it('has an event for an account that could not be read: silence is not compliance', async () => {
    const report = await complianceOf([], { policy: await onlyHttps() });
    const unread = [{ account: 'prod', code: 'no-permission', message: 'refused' }];
    const events = await eventsOf({ ...report, unread });
    expect(events).toMatchObject([
      { status: 'New', compliance: { status: 'Warning' }, cloud: { account: { name: 'prod' } } },
    ]);
  });

  it('has an event where no rule applied to anything, which is no clean inventory either', async () => {
    const policy = await policyOf('version: 1\nrules:\n  vpc-id-present: error\n');
    expect(await eventsOf(await complianceOf([{ ...http, NetType: 1 }], { policy }))).toMatchObject([
      {
        status: 'New',
        compliance: { status: 'Warning' },
        message: 'No rule applied to any registry: nothing was checked',
      },
    ]);
  });

  it('satisfies the public schema, whatever the inventory holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, async (records) => {
        const report = besideEarlier(await complianceOf(records));
        const remark = report.gate.judged ? 0 : 1;
        expect(await eventsOf(report)).toHaveLength(report.findings.length + remark + 1);
      }),
      { numRuns: 60 },
    );
  });
});
