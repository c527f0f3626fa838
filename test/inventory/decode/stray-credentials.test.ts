import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../../src/inventory/decode/record.js';
import { withoutCredentials } from '../../../src/inventory/decode/stray-credentials.js';
import { harbor } from '../file/reading.js';

describe('a credential in a field that is shown', () => {
  it.each([
    ['DomainName', 'a.example.com?token=X', 'a.example.com?token=***'],
    ['DomainName', 'a.example.com/?password=X', 'a.example.com/?password=***'],
    ['DomainName', 'a.example.com/?a=1&access_token=X&b=2#c', 'a.example.com/?a=1&access_token=***&b=2#c'],
    ['DomainName', 'a.example.com?secret%3DX', 'a.example.com?secret%3D***'],
    ['DomainName', 'user%3AX%40a.example.com', '***@a.example.com'],
    ['DomainName', 'https://user%3AX%40a.example.com/x', 'https://***@a.example.com/x'],
    ['DomainName', 'u:X@a.example.com?token=X', '***@a.example.com?token=***'],
    ['RegistryHostIp', 'u:X@10.0.0.1', '***@10.0.0.1'],
    ['RegistryName', 'https://u:X@a.example.com', 'https://***@a.example.com'],
    ['RegistryName', 'ours: https://u:X@a.example.com', 'ours: https://***@a.example.com'],
    ['RegistryName', 'ours, u:X X@a.example.com', 'ours, ***@a.example.com'],
    ['RegistryName', 'u:X@a?token=https://u:X@a', '***@***'],
    ['RegistryName', 'https://a.example.com/?password=X@X', 'https://***@***'],
    ['RegistryName', 'https://a.example.com/?password=X%40X', 'https://***@***'],
    ['RegistryName', 'password="X and X" of ours', 'password=*** of ours'],
    ['RegistryName', "ours: password='X X", 'ours: password=***'],
    ['RegistryName', 'password = X', 'password = ***'],
    ['RegistryName', 'token=X"X X"X', 'token=***'],
    ['RegistryName', 'password=X&X#X', 'password=***'],
    ['DomainName', 'a.example.com/?password=X&X#X&b=2', 'a.example.com/?password=***&b=2'],
    ['DomainName', 'a.example.com/?password=X@X', '***@***'],
    ['DomainName', 'https://a.example.com/?password=X@X', 'https://***@***'],
    ['RegistryHostIp', 'password=X@X', '***@***'],
    ['WhiteList', '10.0.0.0/8,https://a?token=X@X,0.0.0.0/0', '10.0.0.0/8,https://***@***,0.0.0.0/0'],
    ['WhiteList', '10.0.0.0/8,https://u:X@a;0.0.0.0/0', '10.0.0.0/8,https://***@a;0.0.0.0/0'],
    ['WhiteList', '10.0.0.1?token=X, 0.0.0.0/0', '10.0.0.1?token=***, 0.0.0.0/0'],
    ['VpcId', 'https://X@a', 'https://***@a'],
    ['RegionId', 'u%3aX%40a', '***@a'],
  ] as const)('%s: %s', (field, text, clean) => {
    const registry = decodeRecord({ ...harbor, [field]: text }, 'api', 0, undefined);
    expect(registry[field]).toBe(clean);
    expect(registry.notices).toEqual([expect.objectContaining({ code: 'masked-secret', field })]);
    expect(JSON.stringify(registry)).not.toContain('X');
  });

  it.each(['RegistryType', 'RegistryVersion', 'NetType', 'Id', 'PersistenceDay'])(
    '%s is not quoted with it',
    (field) => {
      const raw = { ...harbor, [field]: `https://u:${'X'.repeat(80)}@a.example.com` };
      const { notices, unclear } = decodeRecord(raw, 'api', 0, undefined);
      expect(notices).toContainEqual(expect.objectContaining({ code: 'masked-secret', field }));
      expect(unclear).toEqual({ [field]: '"https://***@a.example.com"' });
      expect(JSON.stringify(notices)).not.toContain('X');
    },
  );
});

describe('a user name with a secret in it', () => {
  const secret = 'Tr0ub4dor-X';
  it.each([
    'https://u:X@a',
    'u:X@a.example.com',
    'u?password=X',
    'admin:X X',
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
    // However it is known that the record has no sign of another credential.
    expect(decodeRecord(raw, 'api', 0, undefined, undefined, !/[@%=*]/.test(UserName))).toEqual(registry);
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

  it('of the registry itself is not its alias either', () => {
    const raw = { ...harbor, RegistryName: secret, Password: '', Token: secret };
    const registry = decodeRecord(raw, 'api', 0, undefined, undefined, true);
    expect(registry.RegistryName).toBe('token=***');
    expect(registry.notices).toEqual([expect.objectContaining({ code: 'masked-secret' })]);
  });

  it('that everybody knows stays, so that it can be judged', () => {
    const raw = { ...harbor, UserName: 'administrator', Password: 'administrator' };
    expect(decodeRecord(raw, 'api', 0, undefined).UserName).toBe('administrator');
  });
});

describe('what is none', () => {
  it.each([
    ['UserName', 'me@example.com'],
    ['UserName', 'me%40example.com'],
    ['UserName', 'robot$hvs.production-registry'],
    ['UserName', 'npm_bot of the build farm'],
    ['UserName', 'gitlab+deploy-token-1'],
    ['RegistryName', 'note: ask me@example.com'],
    ['RegistryName', 'https://a.example.com:8443/x'],
    ['RegistryName', '100% = all'],
    ['DomainName', 'a.example.com/?mail=me%40example.com'],
    ['DomainName', 'a.example.com?tokenUrl=x&page=2'],
    ['WhiteList', '10.0.0.0/8,2001:db8::/48'],
    ['RegionId', 'token='],
    ['RegistryName', 'token= and page = 2'],
  ] as const)('%s: %s', (field, text) => {
    const registry = decodeRecord({ ...harbor, [field]: text }, 'api', 0, undefined);
    expect(registry[field]).toBe(text);
    expect(registry.notices).toBeUndefined();
  });
});

/** Ways to write a secret, each of which the program knows for one wherever it stands. */
const forms: readonly ((secret: string) => string)[] = [
  (secret) => `https://user:${secret}@h.example.com/x`,
  (secret) => `HTTPS://${secret}@h`,
  (secret) => `user:${secret}@h`,
  (secret) => `user%3A${secret}%40h`,
  (secret) => `https://u:${secret}@${secret}@h`,
  (secret) => `h?token=${secret}`,
  (secret) => `h?a=1&access_token=${secret}&b=2#c`,
  (secret) => `PASSWORD=${secret}`,
  (secret) => `pa\u017f\u017fword=x@${secret}`,
  (secret) => `password%3D${secret}`,
  (secret) => `api_key=x&${secret}`,
  (secret) => `口令=${secret}`,
];

describe('withoutCredentials', () => {
  const kinds = ['host', 'list', 'text'] as const;

  it('changes nothing in what it has made, and finds in it what it found', () => {
    const part = fc.constantFrom(
      ...[
        '@',
        ':',
        '://',
        '%40',
        '%3A',
        '=',
        '%3D',
        '?token',
        'x',
        ' ',
        ',',
        '*',
        '***',
        '/',
        '&',
        '#',
        '"',
        '\n',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 16 }), fc.constantFrom(...kinds), (parts, kind) => {
        const clean = withoutCredentials(parts.join(''), kind);
        if (clean !== undefined) expect(withoutCredentials(clean, kind)).toBe(clean);
      }),
      {
        numRuns: 20_000,
        examples: [
          [['***', '%40', '?token', '%3D', '@'], 'text'],
          [['token', '=', '/', ' ', '%40'], 'host'],
        ],
      },
    );
  });

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
      fc.property(beside, fc.constantFrom(...forms), beside, field, (before, form, behind, field) => {
        const raw = { ...harbor, [field]: `${before}${form('Xq7')}${behind}` };
        expect(JSON.stringify(decodeRecord(raw, 'api', 0, undefined))).not.toContain('Xq7');
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no longer for a hostile text than for any other', () => {
    const parts = ['a:', 'x', '://', 'token', 'token=', ' ', '%3A', 'a@', '%40', '***', 'pass', ',a:'];
    for (const part of [...parts, 'token="', 'token=x"', 'token=x&', 'token=x&x=', 'token ']) {
      for (const kind of kinds) {
        const start = performance.now();
        withoutCredentials(`@${part.repeat(300_000)}`, kind);
        withoutCredentials(`${part.repeat(300_000)}@`, kind);
        expect(performance.now() - start).toBeLessThan(5000);
      }
    }
  }, 60_000);
});
