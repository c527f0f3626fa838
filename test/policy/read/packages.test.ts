import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PolicyError } from '../../../src/model/error.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { isPackageName } from '../../../src/policy/read/packages.js';
import { folderWith, policyOf } from '../../support/policies.js';

const POLICY = 'version: 1\nrules:\n  require-https: note\n';

const installed = (name: string, manifest: object, files: Readonly<Record<string, string>>) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify(manifest),
  ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`node_modules/${name}/${file}`, text])),
});

const extending = (name: string) => `version: 1\nextends: ['${name}']\n`;

describe('a policy that extends a package', () => {
  it.each([
    ['a key of package.json', { 'registry-lint': 'lib/p.yaml', main: 'index.js' }, { 'lib/p.yaml': POLICY }],
    ['main', { main: './p.yml' }, { 'p.yml': POLICY }],
    ['the usual name', {}, { 'registry-lint.yaml': POLICY }],
    ['the usual name, beside code', { main: 'index.js' }, { 'registry-lint.yml': POLICY }],
  ])('takes the file that stands under %s', async (_where, manifest, files) => {
    for (const name of ['@acme/registry-policy', 'acme-registry-policy']) {
      const policy = await policyOf(extending(name), installed(name, manifest, files));
      expect(policy.rules).toMatchObject([{ id: 'require-https', severity: 'note' }]);
      expect(policy.files).toEqual(['policy.yaml', join('node_modules', name, Object.keys(files)[0] ?? '')]);
    }
  });

  it('takes a file of a package that has several', async () => {
    const others = installed('@acme/policies', {}, { 'strict/p.yaml': POLICY });
    expect((await policyOf(extending('@acme/policies/strict/p.yaml'), others)).rules).toHaveLength(1);
  });

  it('finds it from the folder of the policy, also one that a package extends', async () => {
    const folder = folderWith({
      'policies/company.yaml': extending('@acme/a'),
      ...installed('@acme/a', { main: 'a.yaml' }, { 'a.yaml': extending('@acme/b') }),
      ...installed('@acme/b', { main: 'b.yaml' }, { 'b.yaml': POLICY }),
    });
    const policy = await loadPolicy([join('policies', 'company.yaml')], folder);
    expect(policy.files[2]).toBe(join('node_modules', '@acme', 'b', 'b.yaml'));
  });

  it('follows the links that package managers make', async () => {
    const folder = folderWith({
      'policy.yaml': extending('@acme/linked'),
      'packages/linked/package.json': '{"main":"p.yaml"}',
      'packages/linked/p.yaml': POLICY,
    });
    mkdirSync(join(folder, 'node_modules', '@acme'), { recursive: true });
    symlinkSync(join(folder, 'packages', 'linked'), join(folder, 'node_modules', '@acme', 'linked'));
    expect((await loadPolicy(['policy.yaml'], folder)).rules).toHaveLength(1);
  });

  it('can be named as a policy itself', async () => {
    const folder = folderWith(installed('@acme/p', { main: 'p.yaml' }, { 'p.yaml': POLICY }));
    expect((await loadPolicy(['@acme/p'], folder)).rules).toHaveLength(1);
  });

  it.each([
    ['is not installed', '@acme/nowhere', {}, 'npm install --save-dev @acme/nowhere'],
    ['is not installed and has no scope', 'acme-nowhere', {}, 'npm install --save-dev acme-nowhere'],
    ['has no policy', '@acme/p', installed('@acme/p', {}, {}), '"registry-lint": "policy.yaml"'],
    [
      'has a package.json that is broken',
      '@acme/p',
      { 'node_modules/@acme/p/package.json': '{' },
      'npm install',
    ],
    [
      'leads out of itself',
      '@acme/p',
      installed('@acme/p', { 'registry-lint': '../../../secret.yaml' }, {}),
      'Name a file of @acme/p itself',
    ],
    [
      'leads out of itself by its name',
      '@acme/p/../../../policy.yaml',
      installed('@acme/p', {}, {}),
      'itself',
    ],
    [
      'names a file that it lacks',
      '@acme/p',
      installed('@acme/p', { 'registry-lint': 'no.yaml' }, {}),
      'relative to this one',
    ],
  ])('that %s has a mistake there', async (_what, name, others, hint) => {
    const error: unknown = await policyOf(extending(name), others).catch((caught: unknown) => caught);
    if (!(error instanceof PolicyError)) throw new Error('no mistake');
    expect(error.problems[0]).toMatchObject({
      code: 'bad-extends',
      location: { file: 'policy.yaml', line: 2, column: 11 },
    });
    expect(error.problems[0]?.hint).toContain(hint);
  });

  it('is told of a misspelt pack first', async () => {
    await expect(policyOf(extending('recomended'))).rejects.toMatchObject({
      hint: 'Did you mean recommended?',
    });
  });
});

describe('isPackageName', () => {
  it.each(['@acme/p', '@acme/p/strict.yaml', 'acme-policy'])('%s is one', (name) => {
    expect(isPackageName(name)).toBe(true);
  });

  it.each(['./p.yaml', 'p.yaml', 'base/p.yaml', '../x', '/abs/p', 'C:\\p', '@Acme/p', 'a b', '.', '..', ''])(
    '%s is not',
    (name) => {
      expect(isPackageName(name)).toBe(false);
    },
  );
});
