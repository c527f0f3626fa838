import { describe, expect, it } from 'vitest';
import { Documents } from '../../../src/documents/documents.js';
import { PolicyError } from '../../../src/model/error.js';
import { findTests } from '../../../src/run/policy-tests/find.js';
import { runTests } from '../../../src/run/policy-tests/run.js';
import { updatedText } from '../../../src/run/policy-tests/update.js';
import { folderWith } from '../../support/policies.js';

const policy = 'version: 1\nrules: { require-https: error, require-vpc: warning }';

async function updated(text: string): Promise<string> {
  const folder = folderWith({ 'registry-lint.yaml': policy, 'a.test.yaml': text });
  const [file] = (await runTests(findTests(['.'], new Documents(folder)), [], new Documents(folder))).files;
  if (!file) throw new Error('no test');
  return updatedText(file);
}

describe('updatedText', () => {
  it('writes only what was wrong, and leaves comments and layout as they are', async () => {
    const before = `# a comment
policy:   registry-lint.yaml
cases:
    - name: "odd   layout"      # another
      registry: {ProtocolType: 1,
                 NetType: 2}

      expect: { 'require-https' : "pass" , # here too
                require-vpc: pass }
    -   expect:
          x: { require-https: open, require-vpc: fail } # flow
          require-https:
            fail: 7   # seven
            pass: 1
        name: several
        registries:
        - { RegistryName: x, ProtocolType: 2, NetType: 2 }
        - { RegistryName: y, ProtocolType: 1, NetType: 1 }
    - { name: all of them, registries: [{ NetType: 1 }, { NetType: 2 }], expect: { require-vpc: pass } }
`;
    const after = before
      .replace('"pass" ,', 'fail ,')
      .replace('open, require-vpc: fail', 'pass, require-vpc: pass')
      .replace('fail: 7', 'fail: 1')
      .replace('{ require-vpc: pass } }\n', '{ require-vpc: { fail: 1, pass: 1 } } }\n');
    const text = await updated(before);
    expect(text).toBe(after);
    expect(await updated(text)).toBe(after);
  });

  it('keeps the ends of lines', async () => {
    const before =
      'cases:\r\n  - name: a\r\n    registry: { ProtocolType: 1 }\r\n    expect: { require-https: pass }\r\n';
    expect(await updated(before)).toBe(before.replace('pass', 'fail'));
  });

  it.each([
    ['an alias', 'expect: *shared', 2],
    ['an alias of a value', 'expect: { require-https: *value }', 3],
  ])('refuses to change what %s shares', async (_what, second, line) => {
    const text = `cases:
  - { name: a, registry: { ProtocolType: 2 }, expect: &shared { require-https: &value pass } }
  - { name: b, registry: { ProtocolType: 1 }, ${second} }
`;
    const error: unknown = await updated(text).catch((caught: unknown) => caught);
    if (!(error instanceof PolicyError)) throw new Error('there is no mistake');
    expect(error.problems[0]).toMatchObject({ code: 'cannot-update', location: { line } });
  });

  it('refuses to change what others share by its anchor', async () => {
    const text = `cases:
  - { name: a, registry: { ProtocolType: 1 }, expect: &shared { require-https: pass } }
  - { name: b, registry: { ProtocolType: 2 }, expect: *shared }
`;
    await expect(updated(text)).rejects.toMatchObject({ code: 'cannot-update' });
  });
});
