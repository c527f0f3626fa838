import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { run, temporaryFolder } from '../cli/run.js';

const policy = `version: 1
rules:
  vpc-is-named: { severity: error, assert: { cel: "NetType != 'VPC' || has(VpcId)" } }
  user-is-no-registry: { assert: { not: { cel: UserName == RegistryName } } }
  kept-long-enough:
    params: { days: { harbor: 90, quay: 30 } }
    when: { cel: RegistryType in params.days }
    assert: { cel: "PersistenceDay >= params.days[RegistryType] && DomainName.matches('^[a-z0-9.-]+$')" }
`;

const record = fc.record(
  {
    NetType: fc.constantFrom(1, 2, 7),
    VpcId: fc.constantFrom('', 'vpc-1'),
    UserName: fc.constantFrom('robot', 'team-3'),
    RegistryType: fc.constantFrom('harbor', 'quay', 'acr', 'other'),
    PersistenceDay: fc.constantFrom(7, 30, 90),
    DomainName: fc.constantFrom('a.example.com', 'A_b'),
  },
  { requiredKeys: [] },
);

/** Lines of which most are well: so many that the file has several blocks. */
function linesOf(records: readonly object[]): string {
  return Array.from({ length: 1500 }, (_, index) =>
    JSON.stringify({
      Id: 1 + index,
      AliUid: 1000200030004000,
      RegistryName: `team-${index}`,
      RegistryType: 'quay',
      NetType: 1,
      VpcId: '',
      UserName: 'robot',
      PersistenceDay: 90,
      DomainName: 'r.example.com',
      ...records[index % 97],
    }),
  ).join('\n');
}

/** A machine with much else to do takes many times as long to start threads. */
const PATIENCE = 180_000;

it(
  'several threads say of expressions what one says',
  async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'policy.yaml'), policy);
    const check = (threads: string) =>
      run(['check', '--inventory', 'all.ndjson', '--policy', 'policy.yaml', '--threads', threads], { cwd });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 90 }), async (records) => {
        writeFileSync(join(cwd, 'all.ndjson'), linesOf(records));
        const one = await check('1');
        expect(one.stderr).toBe('');
        expect(await check('3')).toEqual(one);
      }),
      { numRuns: 6 },
    );
  },
  PATIENCE,
);
