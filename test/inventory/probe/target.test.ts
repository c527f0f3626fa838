import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { targetOf } from '../../../src/inventory/probe/target.js';
import { unseenReasons } from '../../../src/model/probe.js';
import { facts, http, local, probe } from './servers.js';

describe('where a registry is probed', () => {
  test.each([
    [{ DomainName: 'Harbor.example.com' }, { name: 'harbor.example.com' }],
    [{ DomainName: 'harbor.example.com.:8443' }, { name: 'harbor.example.com', port: 8443 }],
    [
      { DomainName: 'harbor.example.com', RegistryHostIp: '10.0.0.5' },
      { name: 'harbor.example.com', address: '10.0.0.5' },
    ],
    [
      { DomainName: 'harbor.example.com:1', RegistryHostIp: '10.0.0.5:2' },
      { name: 'harbor.example.com', address: '10.0.0.5', port: 1 },
    ],
    [{ DomainName: 'harbor.example.com', RegistryHostIp: '114.55.XXX.XXX' }, { name: 'harbor.example.com' }],
    [{ RegistryHostIp: '10.0.0.5' }, { name: '10.0.0.5', address: '10.0.0.5' }],
    [
      { DomainName: '', RegistryHostIp: '2400::1' },
      { name: '2400::1', address: '2400::1' },
    ],
    [{ DomainName: '[2400::1]:5000' }, { name: '2400::1', address: '2400::1', port: 5000 }],
    [{ DomainName: '10.0.0.5:5000' }, { name: '10.0.0.5', address: '10.0.0.5', port: 5000 }],
  ])('%j', (record, target) => expect(targetOf(record)).toEqual(target));
});

const hostile = [
  ...[
    'http://harbor.example.com',
    'harbor.example.com/v2/',
    'user:pass@harbor.example.com',
    'harbor example.com',
  ],
  ...[
    'harbor.example.com\r\nX-Evil: 1',
    'harbor.example.com\n',
    '\tharbor',
    'harbor.example.com:0',
    'a:65536',
  ],
  ...[
    'a:80:80',
    'a:',
    ':80',
    '..',
    '-',
    'a..b',
    '[::1',
    '[10.0.0.1]:80',
    'fe80::1%eth0',
    'ha\u0000rbor',
    'harbör',
  ],
  ...[
    'harbor.example.com?x',
    'harbor.example.com#x',
    '*.example.com',
    `${'a'.repeat(64)}.com`,
    'a.'.repeat(130),
  ],
];

describe('a name that is none is never asked', () => {
  test.each(hostile)('%j', async (DomainName) => {
    const names: string[] = [];
    const lookup = async (name: string) => {
      names.push(name);
      return ['127.0.0.1'];
    };
    // Nor is the address beside it: what would be asked there, and under which name, nobody can say.
    const [registry] = await probe([{ DomainName, RegistryHostIp: '127.0.0.1' }], { ...local, lookup });
    expect(registry?.['Probe.reached']).toBe(false);
    expect(registry?.unclear?.['Probe.https.answers']).toBe(unseenReasons['no-address']);
    expect(names).toEqual([]);
  });

  test('whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'a.:-[]%@/ \r\n1') })),
        (DomainName) => {
          const target = targetOf({ DomainName });
          expect(target?.name ?? 'a').toMatch(/^[a-z0-9._:-]+$/);
          expect(target?.port ?? 1).toBeGreaterThan(0);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('nothing is known of a record without name and address', async () => {
  const [registry] = await probe([{ Id: 1 }]);
  expect(registry?.['Probe.reached']).toBe(false);
  expect(registry?.unclear?.['Probe.auth.required']).toBe(unseenReasons['no-address']);
});

test('a name that leads nowhere is told of', async () => {
  const lookup = async () => Promise.reject(new Error('ENOTFOUND'));
  const found = await facts('nowhere.example.com', { ...local, lookup });
  expect(found['Probe.https.answers']).toBe(unseenReasons['not-resolved']);
});

test('a name service that does not answer is not waited for', async () => {
  const lookup = () => new Promise<string[]>(() => {});
  const found = await facts('slow.example.com', { ...local, lookup, timeoutMs: 100 });
  expect(found['Probe.https.answers']).toBe(unseenReasons['timed-out']);
});

test('the second family of addresses is taken where there is no way to the first', async () => {
  const server = await http();
  // The prefix of RFC 6666, at which every packet is discarded.
  const lookup = async () => ['100::1', '127.0.0.1'];
  const found = await facts(`both.example.com:${server.port}`, {
    ...local,
    lookup,
    allow: ['100::/64', '127.0.0.0/8'],
  });
  expect(found['Probe.http.answers']).toBe(true);
});
