import type { Severity } from '../model/severity.js';

/** The fixed words of a notification, in one language. What is filled in arrives ready to be shown. */
export interface NotifyWords {
  readonly state: Readonly<Record<Exclude<NotificationState, 'reported'>, string>>;
  readonly compliant: (rate: string) => string;
  /** `parts` can be none. */
  readonly title: (parts: readonly string[]) => string;
  /** Of a run that ended in an error. */
  readonly broken: string;
  readonly unread: (accounts: number) => string;
  readonly unreadOne: (account: string, message: string) => string;
  readonly standing: (compliant: number, judged: number, rate: string) => string;
  /** Stands right behind the standing. */
  readonly unjudged: (registries: number) => string;
  readonly nothing: string;
  readonly nothingApplied: string;
  /** Where rules speak of no single registry. */
  readonly wholeOnly: string;
  /** Stands right behind the standing. `points` has its sign and is in percentage points. */
  readonly since: (points: string, day: string) => string;
  readonly counts: (counts: Readonly<Record<Severity, number>>, open: number, suppressed: number) => string;
  readonly changed: (fresh: number, reopened: number, fixed: number, since: string) => string;
  readonly unchanged: (since: string) => string;
  readonly first: string;
  readonly noHistory: string;
  readonly turned: (failed: boolean) => string;
  readonly readAgain: string;
  /** Findings of the last run that this one did not look for. */
  readonly unchecked: (findings: number) => string;
  readonly notAccepted: string;
  readonly waivers: (problems: number) => string;
  readonly worstNew: string;
  readonly worst: string;
  readonly finding: (finding: FindingWords) => string;
  readonly more: (count: number) => string;
  readonly link: string;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly open: string;
}

/**
 * How a run ended. With accounts `unread` nothing whole can be said; where no finding fails the gate nothing is said
 * to have passed, it is only `reported`. `nothing`: no rule had anything to say.
 */
export type NotificationState = 'passed' | 'failed' | 'unread' | 'reported' | 'nothing';

/** What a finding is told as. */
export interface FindingWords {
  readonly severity: string;
  readonly rule: string;
  /** Account and registry; empty for a finding about the inventory as a whole. */
  readonly where: string;
  readonly message: string;
}

const thousands = (count: number): string => count.toLocaleString('en-US');

const some = (count: number, one: string, many = `${one}s`): string =>
  `${thousands(count)} ${count === 1 ? one : many}`;

const en: NotifyWords = {
  state: {
    passed: 'PASSED',
    failed: 'FAILED',
    unread: 'NOT READ WHOLE',
    nothing: 'PASSED WITH NOTHING CHECKED',
  },
  compliant: (rate) => `${rate} compliant`,
  title: (parts) => `Container registries${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`,
  broken: 'The run ended in an error. Nothing is known of any registry.',
  unread: (accounts) =>
    `${some(accounts, 'account')} could not be read. Nothing below speaks of ${accounts === 1 ? 'its' : 'their'} registries.`,
  unreadOne: (account, message) => `${account}: ${message}`,
  standing: (compliant, judged, rate) =>
    `${thousands(compliant)} of ${some(judged, 'registry', 'registries')} compliant: ${rate}`,
  unjudged: (registries) => `, ${some(registries, 'more registry', 'more registries')} not judged`,
  nothing: 'No registry was listed, so nothing was checked',
  nothingApplied: 'No rule applied to any registry, so nothing was checked',
  wholeOnly: 'No rule speaks of single registries, so there is no rate of compliance',
  since: (points, day) => ` (${points} points since ${day})`,
  counts: (counts, open, suppressed) =>
    [
      some(counts.error, 'error'),
      some(counts.warning, 'warning'),
      some(counts.note, 'note'),
      `${thousands(open)} open`,
      ...(suppressed > 0 ? [`${thousands(suppressed)} accepted`] : []),
    ].join(', '),
  changed: (fresh, reopened, fixed, since) =>
    `Since ${since}: ${thousands(fresh)} new, ${thousands(reopened)} reopened, ${thousands(fixed)} fixed`,
  unchanged: (since) => `No finding is new, reopened or fixed since ${since}`,
  first: 'This is the first run of its history: there is nothing to compare it to',
  noHistory: 'There is no history, so nobody can tell what has changed',
  turned: (failed) =>
    failed
      ? 'The gate passed in the last run and fails now'
      : 'The gate failed in the last run and passes now',
  unchecked: (findings) =>
    `${thousands(findings)} ${findings === 1 ? 'finding was' : 'findings were'} not looked for: an account, or a rule, is gone or another now. That is not fixed`,
  readAgain: 'Accounts that could not be read in the last run were read',
  notAccepted:
    'Findings that were accepted before count again: a waiver has ended, or the baseline has changed',
  waivers: (problems) => `${some(problems, 'problem')} with waivers of the policy`,
  worstNew: 'The worst of what is new',
  worst: 'The worst',
  finding: ({ severity, rule, where, message }) =>
    `${severity} ${rule}${where === '' ? '' : `, ${where}`}: ${message}`,
  more: (count) => `and ${thousands(count)} more`,
  link: 'Open the report',
  severity: { error: 'error', warning: 'warning', note: 'note' },
  open: 'open',
};

const zh: NotifyWords = {
  state: { passed: '通过', failed: '未通过', unread: '未完整读取', nothing: '通过，但没有检查任何内容' },
  compliant: (rate) => `合规率 ${rate}`,
  title: (parts) => `镜像仓库检查${parts.length === 0 ? '' : `：${parts.join('，')}`}`,
  broken: '检查因错误而中止，所有镜像仓库的情况都不得而知。',
  unread: (accounts) => `${thousands(accounts)} 个账号无法读取，以下内容不包括这些账号的镜像仓库。`,
  unreadOne: (account, message) => `${account}：${message}`,
  standing: (compliant, judged, rate) =>
    `${thousands(judged)} 个镜像仓库中 ${thousands(compliant)} 个合规：${rate}`,
  unjudged: (registries) => `，另有 ${thousands(registries)} 个未判断`,
  nothing: '没有列出任何镜像仓库，因此没有检查任何内容',
  nothingApplied: '没有规则适用于任何镜像仓库，因此没有检查任何内容',
  wholeOnly: '没有规则针对单个镜像仓库，因此没有合规率',
  since: (points, day) => `（与 ${day} 相比 ${points} 个百分点）`,
  counts: (counts, open, suppressed) =>
    [
      `${thousands(counts.error)} 个错误`,
      `${thousands(counts.warning)} 个警告`,
      `${thousands(counts.note)} 个提示`,
      `${thousands(open)} 个未定`,
      ...(suppressed > 0 ? [`${thousands(suppressed)} 个已接受`] : []),
    ].join('，'),
  changed: (fresh, reopened, fixed, since) =>
    `与 ${since} 相比：${thousands(fresh)} 个新增，${thousands(reopened)} 个重现，${thousands(fixed)} 个已修复`,
  unchanged: (since) => `与 ${since} 相比，没有新增、重现或已修复的问题`,
  first: '这是历史记录中的第一次检查，没有可比较的对象',
  noHistory: '没有历史记录，无法得知有什么变化',
  turned: (failed) => (failed ? '门禁上次通过，这次未通过' : '门禁上次未通过，这次通过'),
  unchecked: (findings) =>
    `${thousands(findings)} 个问题这次没有检查：账号或规则已移除或改变。这不等于已修复`,
  readAgain: '上次无法读取的账号这次已读取',
  notAccepted: '以前已接受的问题重新计入：豁免已到期，或基线已改变',
  waivers: (problems) => `策略的豁免有 ${thousands(problems)} 个问题`,
  worstNew: '新增问题中最严重的',
  worst: '最严重的问题',
  finding: ({ severity, rule, where, message }) =>
    `${severity} ${rule}${where === '' ? '' : `，${where}`}：${message}`,
  more: (count) => `以及另外 ${thousands(count)} 个`,
  link: '查看报告',
  severity: { error: '错误', warning: '警告', note: '提示' },
  open: '未定',
};

/** The words of each language. */
export const notifyWords: Readonly<Record<'en' | 'zh', NotifyWords>> = { en, zh };
