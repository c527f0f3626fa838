import { describe, expect, it } from 'vitest';
import { Documents } from '../../../src/documents/documents.js';
import { junit } from '../../../src/report/formats/junit.js';
import { findTests } from '../../../src/run/policy-tests/find.js';
import { runTests } from '../../../src/run/policy-tests/run.js';
import { folderWith } from '../../support/policies.js';

/** Throws for what is not well-formed: tags that do not match, bare `<` and `&`, characters that XML forbids. */
function checkXml(text: string): void {
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  const open: string[] = [];
  const rest = text
    .replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, '')
    .replace(/<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g, (_tag, end: string, name: string, _a, empty) => {
      if (end !== '') expect(open.pop()).toBe(name);
      else if (empty === '') open.push(name);
      return '';
    });
  expect(open).toEqual([]);
  expect(rest.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toMatch(/[<&]/);
}

async function report(cases: string, requireCoverage: boolean): Promise<string> {
  const folder = folderWith({
    'registry-lint.yaml': 'version: 1\nrules: { require-https: error, require-vpc: error }',
    'a.test.yaml': `cases:\n${cases}`,
  });
  const run = await runTests(findTests(['.'], new Documents(folder)), [], new Documents(folder));
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  await junit.test(run, { write, requireCoverage, updated: [], colour: false, width: 80 });
  return text;
}

describe('the tests of a policy as JUnit XML', () => {
  it('tells of cases and of rules without one', async () => {
    const xml = await report(
      '  - { name: good, registry: { ProtocolType: 1 }, expect: { require-https: fail } }\n' +
        '  - { name: bad, registry: { ProtocolType: 1 }, expect: { require-https: pass } }\n',
      true,
    );
    checkXml(xml);
    await expect(xml).toMatchFileSnapshot('__snapshots__/report.xml');
  });

  it('is well-formed whatever cases and registries are called', async () => {
    const name = '<a href="x">&amp; ]]> \\u0000\\u001b[31m \\u202e \\ud800 \\uffff';
    const xml = await report(
      `  - { name: "${name.replaceAll('"', '\\"')}", registry: { RegistryName: "<\\u0007&>", ProtocolType: 1 }, expect: { require-https: pass } }\n`,
      false,
    );
    checkXml(xml);
    expect(xml).toContain('&lt;a href=&quot;x&quot;&gt;&amp;amp; ]]&gt;');
  });
});
