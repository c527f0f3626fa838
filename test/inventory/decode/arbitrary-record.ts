import fc from 'fast-check';

const integerLike = fc.oneof(
  fc.integer({ min: -5, max: 400 }),
  fc.integer({ min: -5, max: 400 }).map(String),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }).map(String),
  fc.double(),
  fc.constantFrom('030', ' 30', '1e3', '', 'many', -0, 1e300),
);

const textLike = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('\u0000\u001b[2J', 'x'.repeat(3000), '"\\\n{[', '字', '\ud800'),
  fc
    .array(
      fc.constantFrom(...['@', ':', '://', '%40', '%3A', '=', '?token', 'x', ' ', ',', '***', '/', '&']),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
);

const hostLike = fc.oneof(
  textLike,
  fc.constantFrom('https://me:hunter2@h.example.com:8443/x', 'me:hun@ter2@10.0.0.1', 'h.example.com'),
);

const secretLike = fc.oneof(
  textLike,
  fc.constantFrom('', 'Harbor12345', '****', 'Har***', 'a long and unknown pass phrase', '$X', 'robot'),
  fc.constantFrom(
    'PASSWORD=hunter2',
    '{"password":"hunter2"}',
    'https://a:hunter2@b/',
    'AKIAABCDEFGHIJKLMNOP',
  ),
);

const enumLike = fc.constantFrom(
  ...['acr', 'harbor', 'quay', 'CI/CD', 'Harbor', 'V1', 'V2', 'v2', '1', '2', 'HTTP'],
  ...[1, 2, 3, 1n, 2n, 1.5],
);

/** A value of a type that the field does not have. */
const malformed = fc.oneof(
  fc.constantFrom(null, true, false, [], {}, ['hunter2'], { password: 'hunter2' }, { a: { b: ['hunter2'] } }),
  integerLike,
  textLike,
);

const orMalformed = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: malformed });

/** Records as the API might give them on its worst day. Integers beyond 2^53 are bigints. */
export const arbitraryRecord: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.record(
      {
        Id: orMalformed(fc.oneof(fc.integer({ min: 1, max: 3 }), integerLike)),
        RegistryName: orMalformed(textLike),
        RegistryType: orMalformed(enumLike),
        RegistryVersion: orMalformed(enumLike),
        ProtocolType: orMalformed(enumLike),
        NetType: orMalformed(enumLike),
        VpcId: orMalformed(textLike),
        RegionId: orMalformed(textLike),
        DomainName: orMalformed(hostLike),
        RegistryHostIp: orMalformed(hostLike),
        WhiteList: orMalformed(textLike),
        UserName: orMalformed(fc.oneof(textLike, fc.constant('robot'))),
        PersistenceDay: orMalformed(integerLike),
        TransPerHour: orMalformed(integerLike),
        AliUid: orMalformed(integerLike),
        Password: orMalformed(secretLike),
        Token: orMalformed(secretLike),
        JenkinsEnv: orMalformed(secretLike),
      },
      { requiredKeys: [] },
    ),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom('Comment', 'constructor', 'toString', 'unknownFields', 'Password.set', 'snapshot'),
        fc.string({ unit: 'grapheme', maxLength: 100 }),
      ),
      malformed,
      { maxKeys: 3 },
    ),
  )
  .map(([known, unknown]) => ({ ...unknown, ...known }));

/** JSON in which bigints are written with all their digits, and numbers as JavaScript writes them. */
export function toJson(value: unknown, indent = ''): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : '1e999';
  if (Array.isArray(value)) return `[${value.map((element) => toJson(element, indent)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) => `${indent}${JSON.stringify(name)}:${toJson(member, indent)}`,
    );
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
