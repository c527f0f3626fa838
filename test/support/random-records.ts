import fc from 'fast-check';
import type { Fields } from './compliance.js';
import { hostileStrings } from './hostile.js';

const text = fc.oneof(
  fc.constantFrom('payments', '支付', ...Object.values(hostileStrings)),
  fc.constantFrom('=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', 'a;=1+1', '"', '""', 'a"b', "'", ',', ';'),
  fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    ']]>',
    '</testsuite>',
    '&amp;',
    '\u0000',
    '\u001b[31m',
    '\\',
    '\\"',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** A record of the API, or what claims to be one: any field may be missing, odd or hostile. */
export const anyRecord: fc.Arbitrary<Fields> = fc.record(
  {
    Id: fc.oneof(fc.integer({ min: 1, max: 40 }), text),
    AliUid: fc.constantFrom(1000200030004000, 1000200030004001, '7', '\\n"x'),
    RegistryName: text,
    RegistryType: fc.constantFrom('harbor', 'quay', 'CI/CD', 'acr', 'none'),
    RegistryVersion: fc.constantFrom('V1', 'V2', 'V3'),
    ProtocolType: fc.constantFrom(1, 2, 7),
    NetType: fc.constantFrom(1, 2, 3),
    VpcId: fc.constantFrom('', 'vpc-bp1', undefined),
    RegionId: fc.oneof(fc.constantFrom('cn-hangzhou', 'eu-central-1'), text),
    DomainName: fc.oneof(fc.constant('harbor.example.com'), text),
    RegistryHostIp: fc.oneof(fc.constantFrom('10.20.1.10', '114.55.10.20', '::1'), text),
    WhiteList: fc.constantFrom('', '0.0.0.0/0', '10.0.0.0/8,192.168.1.1', 'x'),
    UserName: fc.constantFrom('', 'admin', 'robot$scan'),
    Password: fc.constantFrom('', 'Harbor12345', 'FAKE-long-and-not-known'),
    Token: fc.constantFrom('', 'FAKE-token'),
    PersistenceDay: fc.constantFrom(0, 7, 30, 90, 'forever'),
    TransPerHour: fc.constantFrom(1, 30),
    JenkinsEnv: fc.constantFrom('', 'PASSWORD=FAKE-jenkins'),
  },
  { requiredKeys: [] },
);

/** A few of them. */
export const anyRecords = fc.array(anyRecord, { maxLength: 12 });
