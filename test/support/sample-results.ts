import type { Registry } from '../../src/model/registry.js';
import type { NoticeCount, Result, RunInfo } from '../../src/model/result.js';
import { aRegistry, aResult, aRule, aRun } from './results.js';

const https = aRule('require-https', 'error', {
  title: 'The registry is reached over HTTPS',
  message: 'The registry is reached over {ProtocolType}, HTTPS expected',
  why: 'Over plain HTTP the password crosses the network in the clear.\n',
  fix: 'Serve the registry over TLS and connect it by **HTTPS**.\n\n1. Put a certificate on it.\n2. Connect it again.\n',
  references: ['https://goharbor.io/docs/main/install-config/configure-https/'],
  securitySeverity: 7.4,
  tags: ['encryption'],
  zh: {
    title: '通过 HTTPS 访问镜像仓库',
    message: '镜像仓库通过 {ProtocolType} 访问，应为 HTTPS',
    why: '使用明文 HTTP 时，密码以明文经过网络。',
    fix: '为镜像仓库启用 TLS，并通过 **HTTPS** 接入。\n\n1. 安装证书。',
  },
});

const password = aRule('default-credentials', 'error', {
  title: 'The password is not a default or a well-known one',
  message: 'The password is a default of the vendor or one that everybody knows',
  fix: 'Change the password on the registry at once, then in Security Center.',
  securitySeverity: 9.8,
  tags: ['credentials'],
});

const bounded = aRule('whitelist-bounded', 'error', {
  title: 'The whitelist lets in only bounded ranges of addresses',
  message: 'The whitelist {WhiteList} has a range wider than /{params.ipv4} (IPv4) or /{params.ipv6} (IPv6)',
  fix: 'Replace wide ranges by the addresses that need access.',
  params: { ipv4: 16, ipv6: 32 },
  securitySeverity: 8.1,
});

const isPublic = aRule('host-not-public', 'warning', {
  title: "The registry's host has no public address",
  message: 'The host address {RegistryHostIp} is public',
  fix: 'Give the registry a private address and connect it to Security Center by that.',
  location: { file: 'registry-lint.yaml', line: 7, column: 3 },
});

const days = aRule('persistence-days', 'warning', {
  title: 'Scanned assets are kept long enough',
  message: 'Assets are kept for {PersistenceDay} days, at least {params.minimum} expected',
  fix: 'Keep the assets of the registry for longer.',
  params: { minimum: 30 },
});

const naming = aRule('acme-naming', 'note', {
  title: "Registries carry the team's prefix",
  message: '{RegistryName} does not begin with acme-',
  builtin: false,
  location: { file: 'registry-lint.yaml', line: 12, column: 3 },
});

const expects = {
  https: { const: 'HTTPS' },
  known: { const: false },
  bounded: { eachEntry: { minPrefix: { ipv4: 16, ipv6: 32 } } },
  isPublic: { addressScope: 'public' },
  days: { minimum: 30 },
  prefix: { pattern: '^acme-[a-z0-9-]+$' },
};

const legacy = aRegistry({
  index: 1,
  ProtocolType: 'HTTP',
  WhiteList: '0.0.0.0/0,10.20.0.0/16',
  PersistenceDay: 7,
  'Password.wellKnown': true,
  location: { file: 'inventory.json', line: 24, column: 5 },
});

const masked = aRegistry({
  index: 2,
  Id: '66487',
  RegistryName: 'mobile-quay',
  RegistryType: 'quay',
  RegionId: 'us-west-1',
  RegistryHostIp: '114.55.XXX.XXX',
  unclear: { ProtocolType: '7' },
  location: { file: 'inventory.json', line: 45, column: 5 },
});

const chinese = aRegistry({
  index: 3,
  Id: undefined,
  RegistryName: '支付团队镜像仓库-华东一区-历史遗留系统-请勿使用-等待二〇二七年一月下线迁移',
  RegistryType: 'CI/CD',
  ProtocolType: 'HTTPS',
  location: undefined,
});

/** Every rule of the sample. */
export const sampleRules = [https, password, bounded, isPublic, days, naming];

/** The run that the sample belongs to. */
export const sampleRun: RunInfo = aRun(sampleRules);

/** Registries with every sort of result, in the order of the inventory. */
export const sampleGroups: readonly (readonly [Registry, readonly Result[]])[] = [
  [
    legacy,
    [
      aResult(naming, legacy, [
        { field: 'RegistryName', value: 'payments-harbor-legacy', expected: expects.prefix },
      ]),
      aResult(https, legacy, [{ field: 'ProtocolType', value: 'HTTP', expected: expects.https }]),
      aResult(password, legacy, [{ field: 'Password.wellKnown', value: true, expected: expects.known }]),
      aResult(bounded, legacy, [
        { field: 'WhiteList', value: '0.0.0.0/0,10.20.0.0/16', expected: expects.bounded },
      ]),
      aResult(isPublic, legacy, [
        { field: 'RegistryHostIp', value: '114.55.10.20', expected: expects.isPublic, negated: true },
      ]),
      aResult(days, legacy, [{ field: 'PersistenceDay', value: 7, expected: expects.days }]),
    ],
  ],
  [
    masked,
    [
      aResult(https, masked, [{ field: 'ProtocolType', expected: expects.https }], 'open'),
      aResult(password, masked, [{ field: 'Password.wellKnown', expected: expects.known }], 'open'),
      aResult(
        isPublic,
        masked,
        [
          {
            field: 'RegistryHostIp',
            value: '114.55.XXX.XXX',
            expected: expects.isPublic,
            negated: true,
          },
        ],
        'open',
      ),
    ],
  ],
  [
    chinese,
    [
      aResult(https, chinese, [], 'pass'),
      aResult(days, chinese, [{ field: 'PersistenceDay', expected: expects.days }], 'fail'),
    ],
  ],
];

/** What was odd about the inventory of the sample. */
export const sampleNotices: readonly NoticeCount[] = [
  { code: 'missing-field', field: 'VpcId', text: 'VpcId is missing', count: 12, first: legacy },
  {
    code: 'unknown-field',
    field: 'ScanMode',
    text: 'ScanMode is a field that this version does not know; its value is not kept, since it could be a secret',
    count: 1204,
    first: masked,
  },
];
