import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faults } from '../../src/emulator/faults.js';
import { fieldNames } from '../../src/model/field.js';
import { severities } from '../../src/model/severity.js';
import { policyFindingCodes } from '../../src/model/waiver.js';
import { type FormatUse, formatsFor } from '../../src/report/formats.js';
import { codesOf, readPage, root } from './markdown.js';

/** Names in the first column of a page's tables, and in all of its running text. */
const named = (file: string): readonly string[] => codesOf(readPage(file));

test('the page of policies names every field', () => {
  expect(named('docs/policies.md')).toEqual(expect.arrayContaining([...fieldNames]));
});

test('the page of policies names every keyword, and every key of a rule', () => {
  const { definitions, properties } = JSON.parse(
    readFileSync(join(root, 'schema', 'policy.schema.json'), 'utf8'),
  );
  const { waiver: _, ...ofRules } = definitions;
  const schemas: { properties?: object }[] = Object.values(ofRules);
  const own = properties.rules.additionalProperties.else.properties;
  const names = [...schemas.flatMap((schema) => Object.keys(schema.properties ?? {})), ...Object.keys(own)];
  const wanted = names.filter((name) => !name.startsWith('$'));
  expect(named('docs/policies.md')).toEqual(expect.arrayContaining([...wanted, ...severities, 'off']));
});

test('the page of waivers names every key of a waiver and an override, and every finding about waivers', () => {
  const { definitions, properties } = JSON.parse(
    readFileSync(join(root, 'schema', 'policy.schema.json'), 'utf8'),
  );
  const { overrides, waivers, allowPermanent, waiverWarningDays } = properties;
  const keys = [definitions.waiver, overrides.items].flatMap((schema) => Object.keys(schema.properties));
  const above = Object.keys({ waivers, allowPermanent, waiverWarningDays });
  expect(named('docs/waivers.md')).toEqual(
    expect.arrayContaining([...keys, ...above, ...policyFindingCodes]),
  );
});

test('the page of inventories names every kind of notice that there can be', () => {
  const source = readFileSync(join(root, 'src', 'inventory', 'decode', 'notices.ts'), 'utf8');
  const codes = [...source.matchAll(/code: '([a-z-]+)'/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(5);
  expect(named('docs/inventories.md')).toEqual(expect.arrayContaining(codes));
});

test('the page of the emulator has every fault, and no other', () => {
  const { prose } = readPage('docs/emulator.md');
  const rows = [...prose.matchAll(/^\| `([a-z0-9-]+(?:\[:[A-Z]+\])?)`/gm)].map(([, usage]) => usage);
  expect(rows.toSorted()).toEqual(faults.map(({ usage }) => usage).toSorted());
});

test.each<[FormatUse, string]>([
  ['check', 'README.md'],
  ['report', 'docs/compliance.md'],
  ['test', 'docs/testing-policies.md'],
])('every format of %s is in %s', (use, page) => {
  expect(named(page)).toEqual(expect.arrayContaining(formatsFor(use).map(({ name }) => name)));
});
