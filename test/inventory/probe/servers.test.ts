import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unseenReasons } from '../../../src/model/probe.js';
import { Authority } from '../security-center/certificates.js';
import {
  asking,
  closedPort,
  demandingCertificate,
  facts,
  http,
  https,
  leadingTo,
  local,
  open,
  page,
  tcp,
} from './servers.js';

const authority = new Authority();
const name = 'registry.test';
const good = authority.issue(name, 90);
const trusting = { ...local, ca: [readFileSync(authority.file, 'utf8')] };

describe('a server that speaks TLS', () => {
  test('is seen as good: trusted, for its name, new TLS alone, asking for authentication', async () => {
    const server = await https(good);
    const now = new Date(Date.now() + 24 * 60 * 60 * 1000);
    expect(await facts(`${name}:${server.port}`, { ...trusting, now })).toEqual({
      'Probe.address': `${name}:${server.port}`,
      'Probe.reached': true,
      'Probe.https.answers': true,
      'Probe.tls.version': 'TLSv1.3',
      'Probe.tls.acceptsOld': false,
      'Probe.tls.nameValid': true,
      'Probe.tls.trusted': true,
      'Probe.tls.fault': '',
      'Probe.tls.expires': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
      'Probe.tls.daysLeft': 88,
      'Probe.http.answers': false,
      'Probe.http.redirectsToHttps': false,
      'Probe.auth.required': true,
    });
  });

  test('is asked in the name of the record, without credentials, at the entrance of the API', async () => {
    const server = await https(good);
    await facts(`Registry.Test.:${server.port}`, trusting);
    expect(server.requests).toHaveLength(1);
    const [head = ''] = server.requests;
    expect(head).toMatch(/^GET \/v2\/\n/);
    expect(head).toContain(`Host\nregistry.test:${server.port}\n`);
    expect(head).not.toMatch(/authorization|cookie/i);
  });

  test('is not trusted when nobody known signed its certificate', async () => {
    const server = await https(good);
    expect(await facts(`${name}:${server.port}`)).toMatchObject({
      'Probe.tls.trusted': false,
      'Probe.tls.fault': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'Probe.tls.nameValid': true,
    });
  });

  test('is not trusted when it signed its certificate itself', async () => {
    const server = await https(authority.selfSigned());
    expect(await facts(`localhost:${server.port}`, trusting)).toMatchObject({
      'Probe.https.answers': true,
      'Probe.tls.trusted': false,
      'Probe.tls.fault': 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });

  test('is seen to have a certificate that has ended', async () => {
    const server = await https(authority.issue(name, -1));
    expect(await facts(`${name}:${server.port}`, trusting)).toMatchObject({
      'Probe.tls.daysLeft': -2,
      'Probe.tls.trusted': false,
      'Probe.tls.fault': 'CERT_HAS_EXPIRED',
      'Probe.tls.nameValid': true,
    });
  });

  test('is seen to have a certificate for another name', async () => {
    const server = await https(authority.issue('other.test'));
    expect(await facts(`${name}:${server.port}`, trusting)).toMatchObject({
      'Probe.tls.nameValid': false,
      'Probe.tls.trusted': true,
    });
  });

  test.each([
    ['has no subject alternative name', { name, alternatives: undefined }, name],
    ['has one of another kind', { name, alternatives: `email:root@${name}` }, name],
    ['has a wildcard inside a label', { name: '*', alternatives: 'DNS:reg*.test' }, name],
    ['names the address as a host name', { name, alternatives: 'DNS:127.0.0.1' }, '127.0.0.1'],
  ])('is not for the name when its certificate %s', async (_what, certificate, asked) => {
    const server = await https(authority.issueWith(certificate));
    expect(await facts(`${asked}:${server.port}`, trusting)).toMatchObject({
      'Probe.tls.nameValid': false,
      'Probe.tls.trusted': true,
    });
  });

  test.each([
    ['a wildcard as the first label', { alternatives: 'DNS:*.lab.test' }, 'harbor.lab.test'],
    ['the address as an address', { alternatives: 'IP:127.0.0.1' }, '127.0.0.1'],
  ])('is for the name when its certificate has %s', async (_what, certificate, asked) => {
    const server = await https(authority.issueWith({ name: 'x.test', ...certificate }));
    expect(await facts(`${asked}:${server.port}`, trusting)).toMatchObject({ 'Probe.tls.nameValid': true });
  });

  test.each([
    ['RSA with 1024 bits', { key: ['rsa:1024'] }, 'EE_KEY_TOO_SMALL'],
    ['a signature over SHA-1', { digest: 'sha1' }, 'CA_MD_TOO_WEAK'],
    ['RSA with 2048 bits', { key: ['rsa:2048'] }, ''],
  ])('is judged by the figures of its certificate: %s', async (_what, certificate, fault) => {
    const identity = authority.issueWith({ name, alternatives: `DNS:${name}`, ...certificate });
    const server = await https(identity, asking, { ciphers: 'DEFAULT@SECLEVEL=0', ecdhCurve: 'auto' });
    expect(await facts(`${name}:${server.port}`, trusting)).toMatchObject({
      'Probe.tls.trusted': fault === '',
      'Probe.tls.fault': fault,
    });
  });

  test.each(['-tls1_2', '-tls1_3'])('is seen to demand a client certificate (%s)', async (version) => {
    const port = await demandingCertificate(good, version);
    expect(await facts(`${name}:${port}`, trusting)).toMatchObject({
      'Probe.reached': true,
      'Probe.https.answers': unseenReasons['client-certificate'],
      'Probe.auth.required': unseenReasons['client-certificate'],
    });
  });

  test('is held to its address where the record has no name', async () => {
    const server = await https(good);
    expect(await facts(`127.0.0.1:${server.port}`, trusting)).toMatchObject({
      'Probe.tls.nameValid': false,
      'Probe.tls.trusted': true,
    });
  });

  test.each(['TLSv1', 'TLSv1.1'] as const)('is seen to have %s and nothing newer', async (version) => {
    const weak = { minVersion: 'TLSv1', maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const server = await https(good, asking, weak);
    expect(await facts(`${name}:${server.port}`, trusting)).toMatchObject({
      'Probe.https.answers': true,
      'Probe.tls.version': version,
      'Probe.tls.acceptsOld': true,
      'Probe.tls.trusted': true,
      'Probe.auth.required': true,
    });
  });

  test('is seen to accept old TLS beside new', async () => {
    const server = await https(good, asking, { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(await facts(`${name}:${server.port}`, trusting)).toMatchObject({
      'Probe.tls.version': 'TLSv1.3',
      'Probe.tls.acceptsOld': true,
    });
  });

  test('is left open on old TLS where it has no cipher in common with this machine', async () => {
    const server = await https(good, asking, {
      minVersion: 'TLSv1',
      // Of TLS 1.2, and so none that an older version could use.
      ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:@SECLEVEL=0',
    });
    expect(await facts(`${name}:${server.port}`, trusting)).toMatchObject({
      'Probe.tls.version': 'TLSv1.3',
      'Probe.tls.acceptsOld': unseenReasons['not-testable'],
    });
  });

  test('is left open on HTTPS when it says nothing after the handshake, though its certificate is seen', async () => {
    const server = await https(good, () => {});
    expect(await facts(`${name}:${server.port}`, { ...trusting, timeoutMs: 500 })).toMatchObject({
      'Probe.reached': true,
      'Probe.https.answers': unseenReasons['timed-out'],
      'Probe.tls.trusted': true,
      'Probe.auth.required': unseenReasons['timed-out'],
    });
  });
});

describe('the registry API', () => {
  test('is seen to be open', async () => {
    const server = await https(good, open);
    expect(await facts(`${name}:${server.port}`)).toMatchObject({ 'Probe.auth.required': false });
  });

  test.each([
    ['a page for every path', page, 'not-a-registry'],
    ['a redirect to a page for signing in', leadingTo('/login', 302), 'redirected'],
    ['a refusal of everybody', ((_, response) => response.writeHead(403).end()) as typeof page, 'denied'],
    ['no such path', ((_, response) => response.writeHead(404).end()) as typeof page, 'not-a-registry'],
    ['an error', ((_, response) => response.writeHead(503).end()) as typeof page, 'not-a-registry'],
  ] as const)('is not told by %s', async (_what, answer, reason) => {
    const server = await https(good, answer);
    expect(await facts(`${name}:${server.port}`)).toMatchObject({
      'Probe.https.answers': true,
      'Probe.auth.required': unseenReasons[reason],
    });
  });
});

describe('a server that speaks plain HTTP', () => {
  test('is seen to, and not to speak HTTPS', async () => {
    const server = await http();
    expect(await facts(`${name}:${server.port}`)).toEqual({
      'Probe.address': `${name}:${server.port}`,
      'Probe.reached': true,
      'Probe.https.answers': false,
      'Probe.tls.version': unseenReasons['no-https'],
      'Probe.tls.acceptsOld': unseenReasons['no-https'],
      'Probe.tls.nameValid': unseenReasons['no-https'],
      'Probe.tls.trusted': unseenReasons['no-https'],
      'Probe.tls.fault': unseenReasons['no-https'],
      'Probe.tls.expires': unseenReasons['no-https'],
      'Probe.tls.daysLeft': unseenReasons['no-https'],
      'Probe.http.answers': true,
      'Probe.http.redirectsToHttps': false,
      'Probe.auth.required': true,
    });
  });

  test('is seen to lead to HTTPS, and is not followed to another host', async () => {
    const other = await https(good);
    const server = await http(leadingTo(`https://127.0.0.1:${other.port}/v2/`, 308));
    expect(await facts(`${name}:${server.port}`)).toMatchObject({
      'Probe.http.answers': true,
      'Probe.http.redirectsToHttps': true,
      'Probe.auth.required': unseenReasons.redirected,
    });
    expect(other.connections()).toBe(0);
  });

  test.each([304, 300, 305])('is not taken to lead to HTTPS by status %d', async (status) => {
    const server = await http(leadingTo('https://harbor.example.com/v2/', status));
    expect(await facts(`${name}:${server.port}`)).toMatchObject({
      'Probe.http.redirectsToHttps': false,
      'Probe.auth.required': unseenReasons['not-a-registry'],
    });
  });

  test.each([
    [
      'a header with a space in its name',
      'HTTP/1.1 200 OK\r\nX Powered By: x\r\nContent-Length: 2\r\n\r\n{}',
    ],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    ['an unknown version', 'HTTP/3.7 200 OK\r\n\r\n'],
    ['no number in the status line', 'HTTP/1.1 OK\r\n\r\n'],
    ['lower case', 'http/1.1 200 OK\r\n\r\n'],
    ['a control character', 'HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n'],
    ['a change of protocol', 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
  ])('is left open when its response has %s', async (_what, response) => {
    const server = await tcp((socket) => socket.once('data', () => socket.end(response)));
    expect(await facts(`${name}:${server.port}`)).toMatchObject({
      'Probe.http.answers': unseenReasons.malformed,
      'Probe.http.redirectsToHttps': unseenReasons.malformed,
      'Probe.auth.required': unseenReasons.malformed,
    });
  });

  test.each(['http://harbor.example.com/v2/', '/v2/', '//harbor.example.com/', 'ftp://x', 'https://'])(
    'is not taken to lead to HTTPS by %s',
    async (location) => {
      const server = await http(leadingTo(location));
      expect(await facts(`${name}:${server.port}`)).toMatchObject({ 'Probe.http.redirectsToHttps': false });
    },
  );
});

describe('a server that does not answer as it should', () => {
  const limited = { ...local, timeoutMs: 600 };
  const https443 = 'Probe.https.answers';

  test.each([
    ['silent', () => {}, 'timed-out'],
    ['resetting', (socket) => socket.resetAndDestroy(), 'ended'],
    ['ending what it has accepted', (socket) => socket.end(), 'ended'],
  ] as [string, Parameters<typeof tcp>[0], keyof typeof unseenReasons][])(
    '%s, leaves everything open',
    async (_what, talk, reason) => {
      const server = await tcp(talk);
      const found = await facts(`${name}:${server.port}`, limited);
      expect(found).toMatchObject({
        'Probe.reached': true,
        [https443]: unseenReasons[reason],
        'Probe.tls.trusted': unseenReasons[reason],
        'Probe.http.answers': unseenReasons[reason],
        'Probe.auth.required': unseenReasons[reason],
      });
    },
  );

  test('speaking something else, is seen to speak neither HTTPS nor HTTP', async () => {
    const server = await tcp((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
    expect(await facts(`${name}:${server.port}`, limited)).toMatchObject({
      'Probe.reached': true,
      [https443]: false,
      'Probe.http.answers': false,
      'Probe.auth.required': unseenReasons.failed,
    });
  });

  test.each([
    ['a head', 'HTTP/1.1 200 OK\r\nX-Endless: ', 'x'.repeat(1024)],
    ['one header after another', 'HTTP/1.1 200 OK\r\n', 'X-Endless: 1\r\n'.repeat(64)],
    ['an answer that is only announced', '', 'HTTP/1.1 103 Early Hints\r\nX: 1\r\n\r\n'.repeat(32)],
  ])('with %s that has no end, is given up after little', async (_what, first, again) => {
    let written = 0;
    const server = await tcp((socket) => {
      socket.write(first);
      const more = (): void => {
        while (!socket.destroyed && socket.write(again)) written += again.length;
      };
      socket.on('drain', more);
      socket.once('data', more);
    });
    const found = await facts(`${name}:${server.port}`, { ...local, timeoutMs: 20_000 });
    expect(found['Probe.http.answers']).toBe(unseenReasons.malformed);
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  test('with a body that has no end, is asked for no more than its head', async () => {
    const server = await http((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && response.write('[1,2,3],'.repeat(512)));
      };
      response.on('drain', more);
      more();
    });
    expect(await facts(`${name}:${server.port}`)).toMatchObject({ 'Probe.auth.required': false });
  });

  test('and is not there at all, leaves everything open', async () => {
    const found = await facts(`${name}:${await closedPort()}`);
    const { 'Probe.reached': reached, 'Probe.address': address, ...others } = found;
    expect(reached).toBe(false);
    expect(address).toMatch(/^registry\.test:\d+$/);
    expect(Object.keys(others)).toHaveLength(11);
    expect(new Set(Object.values(others))).toEqual(new Set([unseenReasons.refused]));
  });
});
