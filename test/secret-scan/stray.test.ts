import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../src/inventory/decode/record.js';
import { credentialIn, markOf } from '../../src/secret-scan/stray.js';
import { harbor } from '../inventory/file/reading.js';
import { credentials, MARK } from '../support/credentials.js';

describe('a credential in a field that is shown', () => {
  it.each([
    ['DomainName', 'a.example.com?token=X'],
    ['DomainName', 'a.example.com/?password=X'],
    ['DomainName', 'a.example.com/?a=1&access_token=X&b=2#c'],
    ['DomainName', 'a.example.com?secret%3DX'],
    ['DomainName', 'user%3AX%40a.example.com'],
    ['DomainName', 'https://user%3AX%40a.example.com/x'],
    ['DomainName', 'u:X@a.example.com?token=X'],
    ['RegistryHostIp', 'u:X@10.0.0.1'],
    ['RegistryHostIp', 'password=X@X'],
    ['RegistryName', 'https://u:X@a.example.com'],
    ['RegistryName', 'ours: https://u:X@a.example.com'],
    ['RegistryName', 'ours, u:X X@a.example.com'],
    ['RegistryName', 'https://a.example.com/?password=X%40X'],
    ['RegistryName', 'password="X and X" of ours'],
    ['RegistryName', 'password = X'],
    ['RegistryName', 'password=&X'],
    ['RegistryName', 'harbor (password: X X)'],
    ['RegistryName', 'admin password:12X45'],
    ['RegistryName', '密码：X'],
    ['RegistryName', '密碼：X'],
    ['RegistryName', '密碼:12345'],
    ['RegistryName', '密码：\u3000X'],
    ['RegistryName', 'password:\u00a0X'],
    ['RegistryName', 'password＝X'],
    ['RegistryName', 'admin:X＠a.example.com'],
    ['DomainName', 'admin:X＠a.example.com'],
    ['RegistryName', 'db_password_prod: X'],
    ['RegistryName', '{"token":"X"}'],
    ['RegistryName', 'helm registry login --password X'],
    ['RegistryName', 'curl -u admin:X'],
    ['RegistryName', '<password>X</password>'],
    ['WhiteList', '10.0.0.0/8,https://a?token=X@X,0.0.0.0/0'],
    ['WhiteList', '10.0.0.0/8,https://u:X@a;0.0.0.0/0'],
    ['WhiteList', '10.0.0.1?token=X, 0.0.0.0/0'],
    ['WhiteList', '10.0.0.0/8,password=X,X;X X'],
    ['VpcId', 'https://X@a'],
    ['RegionId', 'u%3aX%40a'],
  ] as const)('%s: %s', (field, text) => {
    const registry = decodeRecord({ ...harbor, [field]: text }, 'api', 0, undefined);
    expect(registry[field]).toBeUndefined();
    expect(registry.unclear).toEqual({ [field]: 'masked' });
    expect(registry.notices).toEqual([expect.objectContaining({ code: 'masked-secret', field })]);
    expect(JSON.stringify(registry)).not.toContain('X');
  });

  it.each(['RegistryType', 'RegistryVersion', 'ProtocolType', 'NetType', 'Id', 'PersistenceDay'])(
    '%s is not quoted with it',
    (field) => {
      for (const text of [
        `https://u:${'X'.repeat(80)}@a.example.com`,
        `ghp_${'X'.repeat(36)}`,
        'password: X',
      ]) {
        const { notices, unclear } = decodeRecord({ ...harbor, [field]: text }, 'api', 0, undefined);
        expect(notices).toEqual([expect.objectContaining({ code: 'masked-secret', field })]);
        expect(unclear).toEqual({ [field]: 'masked' });
      }
    },
  );

  it.each(['VpcId', 'RegionId', 'DomainName', 'WhiteList', 'UserName', 'RegistryType', 'NetType'])(
    'that is the own password or token of the registry is not shown as its %s',
    (field) => {
      for (const secret of ['Password', 'Token']) {
        const raw = { ...harbor, [secret]: 'Tr0ub4dor-X', [field]: 'Tr0ub4dor-X' };
        for (const text of ['Tr0ub4dor-X', 'our/Tr0ub4dor-X']) {
          const registry = decodeRecord({ ...raw, [field]: text }, 'api', 0, undefined);
          expect(registry.unclear).toEqual({ [field]: 'masked' });
          expect(JSON.stringify(registry)).not.toContain('Tr0ub4dor');
        }
      }
    },
  );

  it('is not shown as an odd value either where it has no form of its own', () => {
    const { notices, unclear } = decodeRecord(
      { ...harbor, RegistryType: '0f3a9c7be2d14f60a1b2c3d4' },
      'api',
      0,
      undefined,
    );
    expect(unclear).toEqual({ RegistryType: '(odd text, 24 characters)' });
    expect(JSON.stringify(notices)).not.toContain('0f3a');
  });

  it('is not shown as the name of a field', () => {
    const names = [
      `ghp_${'X'.repeat(36)}`,
      'password: X',
      'LTAI5tXXXXXXXXXXXXXXXXXX',
      '0f3a9c7be2d14f60a1b2c3d4',
      'Tr0ub4dor-X',
    ];
    for (const name of names) {
      const raw = { ...harbor, Password: 'Tr0ub4dor-X', [name]: 1, Port: 1 };
      const { unknown } = decodeRecord(raw, 'api', 0, undefined);
      expect(unknown).toEqual([`(odd name, ${name.length} characters)`, 'Port']);
    }
  });
});

describe('a user name with a secret in it', () => {
  const secret = 'Tr0ub4dor-X';
  it.each([
    'https://u:X@a',
    'u:X@a.example.com',
    'u?password=X',
    'admin:X X',
    'admin：X',
    'admin%3AX',
    'svc password: X',
    `ghp_${'X'.repeat(36)}`,
    `oauth2: glpat-${'X'.repeat(20)} (ours)`,
    `eyJ${'X'.repeat(20)}.eyJ${'X'.repeat(20)}.${'X'.repeat(20)}`,
    `https://xoxb-${'X'.repeat(12)}@a`,
    secret,
  ])('%s is not shown, and nobody takes what is left for the name', (UserName) => {
    const raw = { ...harbor, UserName, Password: secret };
    const registry = decodeRecord(raw, 'api', 0, undefined);
    expect(registry.UserName).toBeUndefined();
    expect(registry.unclear).toEqual({ UserName: 'masked' });
    expect(registry.notices).toEqual([expect.objectContaining({ code: 'masked-secret', field: 'UserName' })]);
    expect(JSON.stringify(registry)).not.toContain('X');
  });

  it.each(['r***@example.com', 'admin***', '***'])('%s is masked already', (UserName) => {
    const registry = decodeRecord({ ...harbor, UserName }, 'api', 0, undefined);
    expect(registry.unclear).toEqual({ UserName: 'masked' });
    expect(registry.notices).toEqual([expect.objectContaining({ code: 'masked-secret', field: 'UserName' })]);
  });

  it.each(['VpcId', 'RegionId', 'DomainName', 'RegistryHostIp', 'WhiteList', 'RegistryName'] as const)(
    'nor is %s read where it is nothing but stars',
    (field) => {
      const registry = decodeRecord({ ...harbor, [field]: ' **** ' }, 'api', 0, undefined);
      expect(registry[field]).toBeUndefined();
      expect(registry.unclear).toEqual({ [field]: 'masked' });
    },
  );

  it.each([98_765_432_109, 98_765_432_109_876_543n])('written as the number %s is known, too', (Password) => {
    const raw = { ...harbor, UserName: String(Password), RegistryName: `db ${Password}`, Password };
    expect(decodeRecord(raw, 'api', 0, undefined).unclear).toMatchObject({
      UserName: 'masked',
      RegistryName: 'masked',
    });
  });

  it('that everybody knows stays, so that it can be judged', () => {
    const raw = { ...harbor, UserName: 'administrator', Password: 'administrator' };
    expect(decodeRecord(raw, 'api', 0, undefined).UserName).toBe('administrator');
  });
});

describe('what is none', () => {
  it.each([
    ['UserName', 'me@example.com'],
    ['UserName', 'acs:ram::1000200030004000:user/build.bot'],
    ['UserName', 'system:serviceaccount:scan:security-center'],
    ['UserName', 'arn:aws:iam::123456789012:user/scan'],
    ['DomainName', `a.example.com/ns@sha256:${'0f3a9c7be2d14f60'.repeat(4)}`],
    ['UserName', 'me%40example.com'],
    ['UserName', 'robot$hvs.production-registry'],
    ['UserName', 'npm_bot of the build farm'],
    ['UserName', 'gitlab+deploy-token-1'],
    ['RegistryName', 'note: ask me@example.com'],
    ['RegistryName', 'https://a.example.com:8443/x'],
    ['RegistryName', '100% = all'],
    ['RegistryName', 'https://wiki.example.com, or ask me@example.com'],
    ['RegistryName', 'https://registry.npmjs.org/@acme'],
    ['RegistryName', 'password-reset-registry'],
    ['RegistryName', 'password-reset: weekly'],
    ['RegistryName', 'team/token-service:v2.1'],
    ['RegistryName', 'secret:5000'],
    ['RegistryName', 'Harbor-Secret store of the access key team'],
    ['RegistryName', 'monkey: banana, bypass: on'],
    ['RegistryName', '0f3a9c7be2d14f60a1b2c3d40f3a9c7be2d14f60a1b2c3d4'],
    ['RegistryName', 'sha256:0f3a9c7be2d14f60a1b2c3d40f3a9c7be2d14f60a1b2c3d4'],
    ['RegistryName', '支付：生产'],
    ['VpcId', 'vpc-bp1aevy8sofi8mh1q6l4n'],
    ['DomainName', 'token-service.example.com'],
    ['DomainName', 'token-service.example.com:8443'],
    ['DomainName', 'a.example.com/?mail=me%40example.com'],
    ['DomainName', 'a.example.com?tokenUrl=x&page=2'],
    ['WhiteList', '10.0.0.0/8, 2001:db8::/48; fe80::1'],
    ['RegionId', 'token='],
    ['RegistryName', 'token= and page = 2'],
  ] as const)('%s: %s', (field, text) => {
    const registry = decodeRecord({ ...harbor, [field]: text }, 'api', 0, undefined);
    expect(registry[field]).toBe(text);
    expect(registry.notices).toBeUndefined();
  });
});

describe('credentialIn', () => {
  it('leaves nothing of a secret, whatever stands around it', () => {
    const beside = fc.constantFrom(
      '',
      ' ',
      'x ',
      '\n',
      '\u001b[31m',
      'ours: ',
      '支付 ',
      '10.0.0.0/8,',
      'me@example.com ',
      '100% ',
    );
    const field = fc.constantFrom(
      'RegistryName',
      'DomainName',
      'RegistryHostIp',
      'WhiteList',
      'UserName',
      'RegionId',
      'NetType',
    );
    fc.assert(
      fc.property(
        beside,
        fc.constantFrom(...credentials),
        beside,
        field,
        (before, credential, behind, field) => {
          const raw = { ...harbor, [field]: `${before}${credential}${behind}` };
          expect(JSON.stringify(decodeRecord(raw, 'api', 0, undefined))).not.toContain(MARK);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds in what a snapshot has in its place what it found', () => {
    for (const held of ['before-host', 'inside'] as const) {
      const kinds = held === 'inside' ? (['host', 'text', 'user'] as const) : (['host'] as const);
      for (const kind of kinds) expect(credentialIn(markOf[held], kind)).toBe(held);
    }
  });

  it('takes no longer for a hostile text than for any other', () => {
    const parts = ['a:', 'x', '://', 'token', 'token=', ' ', '%3A', 'a@', '%40', '***', 'pass', ',a:', ':1'];
    const named = [
      'token="',
      'token=x"',
      'token=x&',
      'token=x&x=',
      'token ',
      'token: ',
      'login ',
      '--',
      '<x',
    ];
    for (const part of [...parts, ...named, 'eyJa', 'eyJa.', 'ghp_', 'basic ', '-u a']) {
      for (const kind of ['host', 'text', 'user'] as const) {
        const start = performance.now();
        credentialIn(`@${part.repeat(50_000)}`, kind);
        credentialIn(`${part.repeat(50_000)}@`, kind);
        credentialIn(`${part.repeat(50_000)} :`, kind);
        expect(performance.now() - start).toBeLessThan(5000);
      }
    }
  }, 60_000);
});
