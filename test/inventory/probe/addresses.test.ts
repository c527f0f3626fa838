import { describe, expect, test } from 'vitest';
import { AddressGuard, isAllowable } from '../../../src/inventory/probe/addresses.js';
import { unseenReasons } from '../../../src/model/probe.js';
import { facts, http, probe } from './servers.js';

const guard = new AddressGuard();
const everything = new AddressGuard(['0.0.0.0/0', '::/0']);

describe('addresses that probes contact', () => {
  test.each([
    ...['8.8.8.8', '10.0.0.1', '172.16.3.4', '192.168.1.1', '100.100.100.199', '47.97.1.1'],
    ...['2400:3200::1', 'fd12::1', '::ffff:10.0.0.1', '64:ff9b::8.8.8.8'],
  ])('%s', (address) => expect(guard.permits(address)).toBe(true));
});

const metadata = ['100.100.100.200', '169.254.169.254', '168.63.129.16', '192.0.0.192'];
const others = ['0.0.0.0', '0.1.2.3', '169.254.0.1', '224.0.0.1', '239.1.2.3', '255.255.255.255'];

describe('addresses that probes never contact, whatever is allowed', () => {
  test.each([
    ...metadata,
    ...others,
    ...[...metadata, ...others].map((address) => `::ffff:${address}`),
    ...[...metadata, ...others].map((address) => `64:ff9b::${address}`),
    ...[...metadata, ...others].map((address) => `::ffff:0:${address}`),
    ...['2002:a9fe:a9fe::1', '2002:6464:64c8::', '::169.254.169.254'],
    ...['fe80::1', 'febf::1', 'fd00:ec2::254', 'fd20:ce::254', 'ff02::1', '::'],
    ...['fe80::1%eth0', '10.0.0.1%eth0', '', 'localhost', '10.0.0.1/8', '10.0.0.1\r\nHost: x'],
  ])('%s', (address) => {
    expect(guard.permits(address)).toBe(false);
    expect(everything.permits(address)).toBe(false);
  });
});

describe('addresses that probes contact only if they may', () => {
  test.each([
    ...[
      '127.0.0.1',
      '127.1.2.3',
      '::1',
      '::ffff:127.0.0.1',
      '64:ff9b::127.0.0.1',
      '2002:7f00:1::',
      '::127.0.0.1',
    ],
    ...['240.0.0.1', '192.0.2.1', '198.18.0.1', '2001:db8::1', '64:ff9b:1::a9fe:a9fe'],
  ])('%s', (address) => {
    expect(guard.permits(address)).toBe(false);
    expect(everything.permits(address)).toBe(true);
  });

  test('are those of the range and no other', () => {
    const one = new AddressGuard(['127.0.0.2/32']);
    expect(one.permits('127.0.0.2')).toBe(true);
    expect(one.permits('::ffff:127.0.0.2')).toBe(true);
    expect(one.permits('127.0.0.1')).toBe(false);
  });
});

test.each(['127.0.0.0/8', '::1/128', '0.0.0.0/0', '::/0', '198.18.0.0/15'])('%s may be allowed', (range) =>
  expect(isAllowable(range)).toBe(true),
);

test.each([
  ...['169.254.0.0/16', '169.254.169.254/32', '100.100.100.200/32', 'fe80::/10', '::ffff:169.254.0.0/112'],
  ...['224.0.0.0/4', 'ff00::/8', '127.0.0.1', 'localhost', '', '127.0.0.0/33', 'fe80::1%eth0/128'],
])('%s may not be allowed', (range) => expect(isAllowable(range)).toBe(false));

describe('a server at an address that must not be contacted', () => {
  const never = { timeoutMs: 4000 };

  test.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '127.1', '2130706433', '0x7f000001', 'localhost'])(
    'hears nothing, when the record has %s',
    async (host) => {
      const server = await http();
      const found = await facts(`${host}:${server.port}`, never);
      expect(found['Probe.reached']).toBe(false);
      expect([unseenReasons['not-allowed'], unseenReasons['not-resolved']]).toContain(
        found['Probe.http.answers'],
      );
      expect(server.connections()).toBe(0);
    },
  );

  test('hears nothing, when a harmless name leads there', async () => {
    const server = await http();
    const lookup = async () => ['127.0.0.1', '::1', '169.254.169.254'];
    const found = await facts(`registry.example.com:${server.port}`, { ...never, lookup });
    expect(found['Probe.http.answers']).toBe(unseenReasons['not-allowed']);
    expect(server.connections()).toBe(0);
  });

  test('hears nothing, when the record gives it as the address of a harmless name', async () => {
    const server = await http();
    const [registry] = await probe(
      [{ DomainName: `registry.example.com:${server.port}`, RegistryHostIp: '127.0.0.1' }],
      never,
    );
    expect(registry?.unclear?.['Probe.auth.required']).toBe(unseenReasons['not-allowed']);
    expect(server.connections()).toBe(0);
  });

  test('hears nothing, when the name leads there only the second time it is asked for', async () => {
    const server = await http();
    const answers = [['127.0.0.2'], ['127.0.0.1']];
    const lookup = async () => answers.shift() ?? ['127.0.0.1'];
    await facts(`registry.example.com:${server.port}`, { ...never, allow: ['127.0.0.2/32'], lookup });
    expect(answers).toHaveLength(1);
    expect(server.connections()).toBe(0);
  });
});
