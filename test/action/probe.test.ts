import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../cli/run.js';
import { http } from '../inventory/probe/servers.js';
import { expectUndecided, named, runStep } from './runner.js';

/** A workspace with one registry, whose record has a server of this machine for its address. */
async function workspace() {
  const server = await http();
  const folder = temporaryFolder();
  const record = { Id: 1, RegistryType: 'harbor', ProtocolType: 2, DomainName: `127.0.0.1:${server.port}` };
  writeFileSync(join(folder, 'i.json'), JSON.stringify([record]));
  return { server, folder };
}

test('probes are an input: what is never contacted is open, and fails the step', async () => {
  const { server, folder } = await workspace();
  const inputs = { inventory: 'i.json', policy: 'probe', formats: 'text' };
  const without = await runStep({ workspace: folder, inputs });
  expect(without.outputs).toMatchObject({ result: 'passed', open: '0' });
  const probed = await runStep({ workspace: folder, inputs: { ...inputs, probe: 'true' } });
  expect(probed.outputs).toMatchObject({ result: 'failed', open: '7' });
  expect(probed.log).toContain('its address is one that probes never contact');
  expect(server.connections()).toBe(0);
  // One thing is the matter with the address, whatever number of rules ask for it.
  const annotations = named(probed, 'error').concat(named(probed, 'warning'));
  const ofAddress = annotations.filter(({ message }) => message.includes('probes never contact'));
  expect(ofAddress).toHaveLength(1);
  expect(ofAddress[0]?.message).toMatch(
    /what 7 rules need could not be seen: .*\n.*probe-protocol \(error\)/,
  );
});

test('probes that no rule looks at are told as a mistake', async () => {
  const { folder } = await workspace();
  const inputs = { inventory: 'i.json', policy: 'strict', probe: 'true' };
  expectUndecided(
    await runStep({ workspace: folder, inputs }),
    'invalid',
    /no rule of strict looks at what probes find/,
  );
});
