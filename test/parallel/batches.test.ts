import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileSource } from '../../src/inventory/file/read.js';
import { inventoryOf } from '../../src/inventory/source.js';
import { loadPolicy } from '../../src/policy/load.js';
import { formats } from '../../src/report/formats.js';
import { lint } from '../../src/run/lint.js';
import { folderWith, policyOf } from '../support/policies.js';

const worker = new URL('../../dist/worker.cjs', import.meta.url).pathname;
const policy = await loadPolicy(['strict'], '/');
/** Rules of every kind that can be sent to a thread, and findings that are accepted. */
const ofOne = await policyOf(`version: 1
extends: strict
rules:
  named: { severity: note, assert: { cel: RegistryName.startsWith('team-') } }
  kept: { when: { NetType: { not: { const: VPC } } }, assert: { PersistenceDay: { minimum: 91 } } }
  ids: { assert: { anyOf: [{ Id: { pattern: '[02468]$' } }, { AliUid: { const: 1000200030004000 } }] } }
  near: { assert: { WhiteList: { not: { someEntry: { cidr: [0.0.0.0/1] } } }, VpcId: { present: true } } }
  never: { when: { RegionId: nowhere }, assert: { NetType: { present: true } } }
waivers:
  - { rule: require-https, registry: { RegistryName: team-harbor-1* }, reason: it moves, expires: 2100-01-01 }
`);
const folder = folderWith({});

/** A registry with which nothing is wrong, but for what is said. */
function registry(index: number, rest: object = {}): object {
  return {
    Id: 60_000 + index,
    AliUid: 1000200030004000,
    RegistryName: `team-harbor-${index}`,
    RegistryType: 'harbor',
    RegistryVersion: 'V2',
    ProtocolType: 2,
    NetType: 2,
    VpcId: 'vpc-bp1fake',
    RegionId: 'cn-hangzhou',
    DomainName: `team-${index}.example.com`,
    RegistryHostIp: `10.1.2.${index % 256}`,
    WhiteList: '100.104.12.64/26',
    UserName: 'robot$scan',
    Password: `FAKE-password-${index}`,
    Token: '',
    JenkinsEnv: '',
    PersistenceDay: 90,
    TransPerHour: 30,
    ...rest,
  };
}

const change = fc.constantFrom<object>(
  {},
  { ProtocolType: 1 },
  { ProtocolType: 7 },
  { WhiteList: '0.0.0.0/0' },
  { WhiteList: '10.0.XXX.XXX' },
  { PersistenceDay: '90' },
  { RegistryName: '支付团队镜像仓库' },
  { RegistryName: '🚀' },
  { Id: 60_000 },
  { Id: '60000' },
  { Id: null },
  { Id: -5 },
  { AliUid: 7 },
  { DomainName: undefined },
  { DomainName: 'a.example.com?token=x' },
  { RegistryName: 'https://u:p@h' },
  { Surprise: true },
);

/** What may stand in a line instead of a record. */
const oddLine = fc.constantFrom(
  '',
  '   ',
  '{',
  '[]',
  '{"Code":"NoPermission"}',
  '{"RequestId":"x"}',
  'null',
  ' {"Id":1,"NetType":2}',
  '{"Id":1,"NetType":1,"NetType":2}',
  '{"Id":1,"RegistryName":"\u0001"}',
);

/** A machine with much else to do takes many times as long to start threads. */
const PATIENCE = 180_000;

/** Lines of which most are well: so many that the file has several blocks. */
function linesOf(
  changes: readonly [number, object][],
  odd: readonly [number, string][],
  count: number,
): string[] {
  const lines = Array.from({ length: count }, (_, index) => JSON.stringify(registry(index)));
  for (const [at, rest] of changes) lines[at % count] = JSON.stringify(registry(at % count, rest));
  for (const [at, text] of odd) lines[at % count] = text;
  return lines;
}

/** Everything that a run says: its report, or its error. */
async function said(file: string, count: number | undefined, held = policy): Promise<string> {
  const written: string[] = [];
  const report = await formats.json.check({ write: (text) => written.push(text) });
  const options = {
    reports: [report],
    startedAt: new Date(0),
    threads: count ? { worker, count } : undefined,
  };
  try {
    await lint(inventoryOf(fileSource(file)), held, options);
  } catch (error) {
    return `${written.join('')}\n${String(error)}\n${JSON.stringify(error)}`;
  }
  return written.join('');
}

describe('screening', () => {
  it(
    'says the same as going through all records, in one thread or several, whatever is in the file',
    async () => {
      const place = fc.nat({ max: 2000 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(place, change), { maxLength: 60 }),
          fc.array(fc.tuple(place, oddLine), { maxLength: 1 }),
          fc.constantFrom('\n', '\r\n'),
          fc.constantFrom('', '\n', '\n\n', '\ufeff'),
          fc.constantFrom(1, 2, 3),
          fc.constantFrom(policy, ofOne),
          async (changes, odd, newline, ending, threads, held) => {
            const lines = linesOf(changes, odd, 1500).join(newline);
            const file = join(folder, 'random.ndjson');
            writeFileSync(file, ending === '\ufeff' ? ending + lines : lines + ending);
            expect(await said(file, threads, held)).toBe(await said(file, undefined, held));
          },
        ),
        // What differs tells enough, where to make thousands of lines fewer takes an hour.
        { numRuns: 20, endOnFailure: true },
      );
    },
    PATIENCE,
  );

  it('say the same of a key that stands twice in a line far down', async () => {
    const file = join(folder, 'twice.ndjson');
    writeFileSync(file, linesOf([], [[1450, '{"Id":1,"NetType":1,"NetType":2}']], 1500).join('\n'));
    const told = await said(file, 2);
    expect(told).toContain('"key-twice"');
    expect(told).toContain('"line":1451,"column":21');
    expect(told).toBe(await said(file, undefined));
  });

  it('say the same of what stands before a mistake, wherever blocks end', async () => {
    const file = join(folder, 'before-mistake.ndjson');
    for (const at of [1100, 1200, 1300, 1400, 1450]) {
      const change: [number, object] = [at - 10, { RegistryName: '支付团队镜像仓库' }];
      writeFileSync(file, linesOf([change], [[at, '{']], 1500).join('\n'));
      const told = await said(file, 2);
      expect(told).toContain('支付团队镜像仓库');
      expect(told).toBe(await said(file, undefined));
    }
  });

  it('say the same of bytes that are no UTF-8, wherever blocks end', async () => {
    const file = join(folder, 'no-utf8.ndjson');
    for (const at of [5, 700, 1200, 1499]) {
      const lines = linesOf(
        [[at - 3, { ProtocolType: 1 }]],
        [[at, '{"Id":1,"RegistryName":"\u0001"}']],
        1500,
      );
      const bytes = Buffer.from(lines.join('\n'));
      bytes[bytes.indexOf(1)] = 0xff;
      writeFileSync(file, bytes);
      const told = await said(file, 2);
      expect(told).toContain(`"code":"not-utf8"`);
      expect(told).toContain(`"line":${at + 1},"column":1}`);
      expect(told).toBe(await said(file, undefined));
    }
  });

  it('tell of ids that come back in another block', async () => {
    const file = join(folder, 'repeated.ndjson');
    const lines = linesOf(
      [
        [1400, { Id: 60_003 }],
        [1450, { Id: 60_003, ProtocolType: 1 }],
      ],
      [],
      1500,
    );
    writeFileSync(file, lines.join('\n'));
    const told = await said(file, 2);
    expect(told).toContain('"duplicate-id"');
    expect(told).toContain('"occurrence":3');
    expect(told).toBe(await said(file, undefined));
  });

  it('tell of the rules that applied to nothing', async () => {
    const rule = (when: string) => `{ when: { RegionId: ${when} }, assert: { NetType: { present: true } } }`;
    const narrowed = await policyOf(
      `version: 1\nextends: strict\nrules:\n  all: ${rule('cn-hangzhou')}\n  one: ${rule('eu-west-1')}\n  none: ${rule('cn-hangzou')}`,
    );
    for (const at of [0, 700, 1499]) {
      const file = join(folder, 'narrowed.ndjson');
      writeFileSync(file, linesOf([[at, { RegionId: 'eu-west-1' }]], [], 1500).join('\n'));
      const told = await said(file, 2, narrowed);
      expect(told.match(/the rule \w+ applied to no registry/g)).toEqual([
        'the rule none applied to no registry',
      ]);
      expect(told).toBe(await said(file, undefined, narrowed));
    }
  });

  it.each([
    '[\n{"Id":1,"NetType":2}\n]',
    '{\n"ImageRegistryInfos":[]}',
    '- Id: 1\n  NetType: 2\n',
    '',
    '\u0000',
  ])('leave to one what is not written one record a line: %j', async (text) => {
    const file = join(folder, 'other.txt');
    writeFileSync(file, text);
    expect(await said(file, 2)).toBe(await said(file, undefined));
  });

  it.each(['lines.yaml', 'lines.YML'])('leave to YAML what has a name of it: %s', async (name) => {
    const file = join(folder, name);
    writeFileSync(file, linesOf([], [], 1500).join('\n'));
    expect(await said(file, undefined)).toContain('"not-yaml"');
    expect(await said(file, 2)).toBe(await said(file, undefined));
  });

  it('say the same of a file that is not there', async () => {
    const file = join(folder, 'nothing.ndjson');
    expect(await said(file, 2)).toBe(await said(file, undefined));
  });
});
