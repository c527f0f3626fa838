import type {
  ComplianceFinding,
  ComplianceReport,
  ComplianceSuppression,
  DayStanding,
  FindingState,
  FixedFinding,
  GroupStanding,
  HistoryView,
  RegistryEntry,
  RuleStanding,
  Standing,
} from '../../../src/model/compliance.js';
import { severities } from '../../../src/model/severity.js';
import { controlsOf } from './controls.js';
import { dayNumber, pick, random } from './random.js';
import { ruleFiles, textsOf } from './rules.js';

/** How large a generated report is. */
export interface ReportSize {
  readonly accounts: number;
  readonly registries: number;
  /** Days of the history; without it there is none. */
  readonly days?: number;
  readonly lang?: 'en' | 'zh';
  readonly unread?: boolean;
  /** The mean number of findings a registry; 1 unless said. */
  readonly each?: number;
  readonly seed?: number;
}

const teams = ['pay', 'shop', 'risk', 'search', 'data', 'edge', 'media', 'iot', 'lab', 'legacy'];
const stages = ['prod', 'test'];
const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'ap-southeast-1', 'eu-central-1'];
const types = ['harbor', 'acr', 'quay', 'jenkins'];

/** Rules, the likeliest to fail first. Those that are not here never do. */
const failing = [
  'persistence-days',
  'require-vpc',
  'require-https',
  'domain-is-name',
  'whitelist-present',
  'vendor-admin-account',
  'registry-version',
  'whitelist-bounded',
  'default-credentials',
];
const passing = ['jenkins-env-credentials', 'vpc-id-present', 'whitelist-valid'];

const waivers: readonly ComplianceSuppression[] = [
  {
    kind: 'waiver',
    reason: 'Moves to TLS with the data centre, OPS-212',
    expires: '2026-11-27',
    approvedBy: 'lin.wei',
    ticket: 'OPS-212',
    endsIn: 4,
  },
  {
    kind: 'waiver',
    reason: 'Lab without customers’ data',
    expires: '2027-03-31',
    approvedBy: 'zhao.min',
    ticket: 'SEC-88',
  },
  { kind: 'baseline', file: 'registry-lint.baseline.jsonl' },
];

/** What messages of the built-in rules put in. */
const values: Readonly<Record<string, string>> = {
  ProtocolType: 'HTTP',
  'params.minimum': '30',
  WhiteList: '0.0.0.0/0',
  'params.ipv4': '16',
  'params.ipv6': '48',
  DomainName: '10.20.1.7',
  RegistryVersion: 'V1',
  UserName: 'admin',
};

/** A report that could be true. The same size gives the same report. */
export function complianceReport(size: ReportSize): ComplianceReport {
  const { lang = 'en', unread = false, days } = size;
  const next = random(size.seed ?? 7);
  const names = accountNames(size.accounts);
  const bare = Array.from({ length: size.registries }, (_, index) => registryEntry(index, names, next));
  const findings = sorted(bare.flatMap((_, index) => findingsOf(index, size, next)));
  const registries = bare.map((entry, index) => judged(entry, index, byRegistry(findings)));
  const ruleIds = [...failing, ...passing];
  const group = (nameOf: (registry: RegistryEntry) => string) => groupsOf(registries, findings, nameOf);
  return {
    lang,
    tool: { name: 'registry-lint', version: '0.1.0', url: 'https://example.com/registry-lint' },
    startedAt: '2026-11-23T06:00:12.345Z',
    policy: { name: 'registry-lint.yaml', files: ['registry-lint.yaml'] },
    origin:
      size.accounts > 0 ? { kind: 'accounts', file: 'accounts.yaml' } : { kind: 'file', file: 'a.json' },
    gate: { failOn: 'error', failOnOpen: true, failed: findings.some(isError), judged: size.registries > 0 },
    standing: standingOf(registries, findings),
    rules: ruleIds.map((id) => ruleStanding(id, findings, registries.length, lang)),
    controls: controlsOf(findings, ruleIds, lang),
    accounts: size.accounts > 0 ? group(({ account }) => account) : [],
    types: group(({ type = '' }) => type),
    regions: group(({ region = '' }) => region),
    registries,
    findings,
    policyFindings: policyFindings(findings),
    unread: unread
      ? [
          {
            account: 'media-test',
            code: 'no-permission',
            message: 'The role may not call ListPrivateRegistryList',
          },
        ]
      : [],
    notices: [{ code: 'missing-field', field: 'ProtocolType', text: 'ProtocolType is missing', count: 12 }],
    ...(days !== undefined && { history: historyOf(days, registries, findings, unread, next) }),
  };
}

const isError = ({ severity, suppression }: ComplianceFinding): boolean =>
  severity === 'error' && !suppression;

function accountNames(accounts: number): readonly string[] {
  const name = (index: number) =>
    `${teams[Math.floor(index / 2) % teams.length]}-${stages[index % 2]}${index >= 20 ? `-${index}` : ''}`;
  return accounts === 0 ? [''] : Array.from({ length: accounts }, (_, index) => name(index));
}

function registryEntry(index: number, accounts: readonly string[], next: () => number): RegistryEntry {
  const type = pick(types, next);
  const account = accounts[index % accounts.length] ?? '';
  const name = `${account === '' ? 'team' : account}-${type}-${index + 1}`;
  const region = pick(regions, next);
  return {
    account,
    id: String(70_000 + index),
    name,
    type,
    region,
    host: `${name}.corp.example`,
    judged: true,
    compliant: true,
    findings: 0,
  };
}

function findingsOf(registry: number, { days, lang = 'en', each = 1 }: ReportSize, next: () => number) {
  const found: ComplianceFinding[] = [];
  for (const [index, id] of failing.entries()) {
    if (next() > (each * 0.42) / (index * 0.75 + 1.4)) continue;
    const rule = ruleFiles.find((one) => one.id === id);
    if (!rule) throw new Error(`no rule ${id}`);
    const open = next() < 0.06;
    const suppression = next() < 0.09 ? pick(waivers, next) : undefined;
    const { message, title } = textsOf(rule, lang);
    const given: Readonly<Record<string, string>> = {
      ...values,
      PersistenceDay: String(7 + (registry % 20)),
    };
    const text = message.replace(/\{([\w.]+)\}/g, (_, name: string) => given[name] ?? name);
    found.push({
      rule: id,
      severity: rule.severity,
      outcome: open ? 'open' : 'fail',
      message: open ? `${lang === 'zh' ? '无法判断' : 'Cannot be decided'}: ${title}` : text,
      registry,
      fingerprint: `${registry}-${id}`.padEnd(32, '0'),
      ...(suppression && { suppression }),
      ...(days !== undefined && stateOf(days, next)),
    });
  }
  return found;
}

function stateOf(days: number, next: () => number): { state: FindingState; since: string } {
  const luck = next();
  const state = luck < 0.03 ? 'new' : luck < 0.045 ? 'reopened' : 'known';
  const since = state === 'known' ? Math.floor(next() * (days - 1)) : days - 1;
  return { state, since: dayNumber(since) };
}

/** Worst first, what is accepted last. */
function sorted(findings: readonly ComplianceFinding[]): readonly ComplianceFinding[] {
  const rank = ({ suppression, severity, outcome }: ComplianceFinding) =>
    (suppression ? 10 : 0) + severities.indexOf(severity) * 2 + (outcome === 'open' ? 1 : 0);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

const groupings = new WeakMap<readonly ComplianceFinding[], Map<number, ComplianceFinding[]>>();

function byRegistry(findings: readonly ComplianceFinding[]): Map<number, ComplianceFinding[]> {
  let known = groupings.get(findings);
  if (!known) {
    known = new Map();
    for (const finding of findings) {
      const at = finding.registry ?? -1;
      known.set(at, [...(known.get(at) ?? []), finding]);
    }
    groupings.set(findings, known);
  }
  return known;
}

function judged(entry: RegistryEntry, index: number, of: Map<number, ComplianceFinding[]>): RegistryEntry {
  const standing = (of.get(index) ?? []).filter(({ suppression }) => !suppression);
  return { ...entry, findings: standing.length, compliant: !standing.some(isError) };
}

function standingOf(registries: readonly RegistryEntry[], findings: readonly ComplianceFinding[]): Standing {
  const counts = { error: { fail: 0, open: 0 }, warning: { fail: 0, open: 0 }, note: { fail: 0, open: 0 } };
  let suppressed = 0;
  for (const { severity, outcome, suppression } of findings) {
    if (suppression) suppressed++;
    else counts[severity][outcome]++;
  }
  const compliant = registries.filter((registry) => registry.compliant).length;
  return { registries: registries.length, judged: registries.length, compliant, counts, suppressed };
}

function groupsOf(
  registries: readonly RegistryEntry[],
  findings: readonly ComplianceFinding[],
  nameOf: (registry: RegistryEntry) => string,
): readonly GroupStanding[] {
  const of = byRegistry(findings);
  return [...new Set(registries.map(nameOf))].map((name) => {
    const mine = registries.flatMap((registry, at) => (nameOf(registry) === name ? [{ registry, at }] : []));
    const theirs = mine.flatMap(({ at }) => of.get(at) ?? []);
    return {
      name,
      ...standingOf(
        mine.map(({ registry }) => registry),
        theirs,
      ),
    };
  });
}

function ruleStanding(
  id: string,
  findings: readonly ComplianceFinding[],
  registries: number,
  lang: 'en' | 'zh',
): RuleStanding {
  const rule = ruleFiles.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  const { title, why, fix } = textsOf(rule, lang);
  const mine = findings.filter((finding) => finding.rule === id);
  const suppressed = mine.filter(({ suppression }) => suppression).length;
  const failed = mine.filter(({ suppression, outcome }) => !suppression && outcome === 'fail').length;
  const open = mine.length - suppressed - failed;
  return {
    id,
    severity: rule.severity,
    title,
    why,
    fix,
    references: rule.references ?? [],
    passed: registries - mine.length,
    failed,
    open,
    suppressed,
    notApplicable: 0,
  };
}

function policyFindings(findings: readonly ComplianceFinding[]): ComplianceReport['policyFindings'] {
  if (!findings.some(({ suppression }) => suppression?.kind === 'waiver')) return [];
  return [
    {
      code: 'ending-waiver',
      severity: 'warning',
      message: 'The waiver of require-https ends on 2026-11-27, in 4 days',
      location: { file: 'registry-lint.yaml', line: 41, column: 5 },
      fingerprint: '0'.repeat(32),
    },
  ];
}

function historyOf(
  days: number,
  registries: readonly RegistryEntry[],
  findings: readonly ComplianceFinding[],
  unread: boolean,
  next: () => number,
): HistoryView {
  const of = (state: FindingState) =>
    findings.filter((finding) => finding.state === state && !finding.suppression).length;
  const fixed = registries.slice(0, Math.ceil(registries.length / 30)).map(
    ({ account, name = '' }, index): FixedFinding => ({
      rule: failing[index % 4] ?? '',
      severity: (['warning', 'warning', 'error', 'note'] as const)[index % 4] ?? 'note',
      fingerprint: String(index).padStart(32, 'f'),
      account,
      registry: name,
      since: dayNumber(index % 20),
      days: 9 + (index % 13),
    }),
  );
  return {
    ...(days > 1 && { previous: '2026-11-22T06:00:09.000Z' }),
    days: Array.from({ length: days }, (_, day) =>
      dayStanding(day, days, registries, findings, unread, next),
    ),
    new: of('new'),
    reopened: of('reopened'),
    known: of('known'),
    fixed: days > 1 ? fixed : [],
    ...(days > 1 && { meanDaysToFix: 11.36 }),
    ...(unread && { carried: 6, unchecked: 2 }),
  };
}

/** The last day is as it is; those before were worse, and the further back the more so. */
function dayStanding(
  day: number,
  days: number,
  registries: readonly RegistryEntry[],
  findings: readonly ComplianceFinding[],
  unread: boolean,
  next: () => number,
): DayStanding {
  const { compliant, counts, suppressed } = standingOf(registries, findings);
  const back = (days - 1 - day) / Math.max(1, days - 1);
  const worse = back === 0 ? 0 : back + (next() - 0.5) * 0.12;
  const more = (severity: 'error' | 'warning' | 'note', by: number) =>
    Math.max(0, Math.round((counts[severity].fail + counts[severity].open) * (1 + worse * by)));
  return {
    day: dayNumber(day),
    registries: registries.length,
    judged: registries.length,
    compliant: Math.max(0, Math.round(compliant * (1 - worse * 0.28))),
    findings: { error: more('error', 0.7), warning: more('warning', 0.35), note: more('note', 0.1) },
    open: { error: counts.error.open, warning: counts.warning.open, note: counts.note.open },
    suppressed,
    unread: unread && (day === days - 1 || day === days - 9) ? 1 : 0,
  };
}
