import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accountsInventory } from '../../src/inventory/accounts/inventory.js';
import { readAccounts } from '../../src/inventory/accounts/read.js';
import { loadPolicy } from '../../src/policy/load.js';
import { complianceOf } from '../../src/run/compliance-run.js';
import { temporaryFolder } from '../cli/run.js';

test('a program, too, does not add a run that could read no account', async () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'accounts.yaml'),
    'version: 1\naccounts:\n  - { name: prod, inventory: prod.json }\n',
  );
  writeFileSync(join(folder, 'policy.yaml'), 'version: 1\nrules:\n  require-https: error\n');
  const history = join(folder, 'history');
  const policy = await loadPolicy(['./policy.yaml'], folder);
  const remember = async (): Promise<number> => {
    const inventory = await accountsInventory(await readAccounts('accounts.yaml', folder));
    (await complianceOf(inventory, policy, { history })).remember();
    return existsSync(history) ? readdirSync(history).length : 0;
  };
  expect(await remember()).toBe(0);
  writeFileSync(join(folder, 'prod.json'), '[{ "Id": 1, "RegistryName": "a", "ProtocolType": 1 }]');
  expect(await remember()).toBe(1);
});
