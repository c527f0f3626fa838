import { createHash } from 'node:crypto';
import { harmlessName } from '../secret-scan/redact.js';
import { isTime, runName } from './name.js';
import type { HistoryFinding, RunFacts } from './run.js';

/** The version of the files. It changes when a program that reads the older one would no longer do. */
export const historyVersion = 1;

const SCHEMA = 'https://unpkg.com/registry-lint/schema/history.schema.json';

/** How the findings of a run differ from those of another, or from none. */
export interface Difference {
  /** The file of the run that this one builds on; absent for a run that holds all of its findings. */
  readonly parent?: string;
  /** Findings that are new or not as they were. */
  readonly set: readonly HistoryFinding[];
  /** Fingerprints of findings that are no more. */
  readonly gone: readonly string[];
  /** How many findings the run has. */
  readonly total: number;
}

/** A run as its file has it. */
export interface StoredRun extends Difference {
  /** The name of its file. */
  readonly name: string;
  readonly facts: RunFacts;
}

/** A file that is not one of a run, and why, as the end of a sentence that begins with its name. */
export class FormatError extends Error {}

/** The file of a run: a header, its lines, and an end that shows that nothing is missing. */
export function encodeRun(
  run: RunFacts,
  { parent, set, gone, total }: Difference,
): { name: string; text: string } {
  if (!isTime(run.startedAt)) throw new TypeError('a run begins at a time in UTC, with milliseconds');
  const header = { $schema: SCHEMA, version: historyVersion, ...factsOf(run), parent, findings: total };
  const lines = [...set.map(findingLine), ...gone.map((fingerprint) => json({ gone: fingerprint }))].sort();
  const body = [json(header), ...lines, ''].join('\n');
  const sum = sha256(body);
  return {
    name: runName(run.startedAt, sum),
    text: `${body}${json({ lines: lines.length, sha256: sum })}\n`,
  };
}

/** The line of a finding. */
export function findingLine(finding: HistoryFinding): string {
  const { rule, account, region, type, name, id, severity, outcome, suppression, fingerprint } = finding;
  return json({ rule, account, region, type, name, id, severity, outcome, suppression, fingerprint });
}

/** Whether two findings with one fingerprint say the same, and so have the same line. */
export function isSameFinding(one: HistoryFinding, other: HistoryFinding): boolean {
  return (
    one.rule === other.rule &&
    one.severity === other.severity &&
    one.outcome === other.outcome &&
    one.suppression === other.suppression &&
    labels.every((label) => one[label] === other[label])
  );
}

/** What a run says beside its findings, and nothing else, always in the same order. */
export function factsOf(run: RunFacts): RunFacts {
  const { startedAt, tool, scope, policy, gate, standing, accounts, unread, rules } = run;
  return { startedAt, tool, scope, policy, gate, standing, accounts, unread, rules };
}

/** Findings by their lines: files that repeat a finding share one object, and parse it once. */
export type KnownFindings = Map<string, HistoryFinding>;

/**
 * Reads a run's file.
 *
 * @throws FormatError when it is not, to the last byte, what was written under that name
 */
export function decodeRun(name: string, text: string, known: KnownFindings): StoredRun {
  const { body, sum } = checkedBody(text);
  const [first = '', ...lines] = body.split('\n').slice(0, -1);
  const { version, parent, findings, ...header } = record(first);
  if (version !== historyVersion) throw new FormatError(versionReason(version));
  const set: HistoryFinding[] = [];
  const gone: string[] = [];
  for (const line of lines) {
    const finding = known.get(line);
    if (finding) set.push(finding);
    else readLine(line, set, gone, known);
  }
  if (typeof findings !== 'number' || (parent !== undefined && typeof parent !== 'string')) throw strange();
  const facts = checkedFacts(header);
  if (runName(facts.startedAt, sum) !== name) {
    throw new FormatError('is not under the name that it was written under');
  }
  return { name, facts, set, gone, total: findings, ...(parent !== undefined && { parent }) };
}

function readLine(line: string, set: HistoryFinding[], gone: string[], known: KnownFindings): void {
  const fields = record(line);
  if (typeof fields['gone'] === 'string') {
    gone.push(fields['gone']);
    return;
  }
  if (!isFinding(fields)) throw strange();
  const finding = harmless(fields);
  known.set(line, finding);
  set.push(finding);
}

/** Other versions of this program may have written names that this one would not. */
function harmless(finding: HistoryFinding): HistoryFinding {
  const shown = { ...finding };
  for (const label of ['rule', ...labels] as const) {
    const text = shown[label];
    if (text !== undefined) shown[label] = harmlessName(text);
  }
  return shown;
}

const END = /^\{"lines":(\d+),"sha256":"([0-9a-f]{64})"\}$/;

/** What stands before the end, when it is what the end says. */
function checkedBody(text: string): { readonly body: string; readonly sum: string } {
  if (text === '') throw new FormatError('is empty: it was cut off');
  if (text.includes('\r\n')) throw new FormatError(CRLF);
  const at = text.lastIndexOf('\n', text.length - 2) + 1;
  const end = END.exec(text.slice(at, -1));
  if (!text.endsWith('\n') || !end) throw new FormatError('was cut off, or something was added to it');
  const body = text.slice(0, at);
  const sum = sha256(body);
  if (sum !== end[2]) throw new FormatError('was changed after it was written: its checksum is another');
  return { body, sum };
}

const CRLF =
  'has other line ends than it was written with; for git, put `*.jsonl -text` into a file .gitattributes beside it';

/** The checksum is right and yet it is nothing that this program writes. */
const strange = (): FormatError => new FormatError('is not a run of a history, though its checksum is right');

function versionReason(version: unknown): string {
  return typeof version === 'number'
    ? `is of version ${version} of the format, and this program reads version ${historyVersion}; use a newer registry-lint`
    : 'does not tell the version of its format';
}

type Fields = Readonly<Record<string, unknown>>;

function record(line: string): Fields {
  try {
    const value: unknown = JSON.parse(line);
    if (isRecord(value)) return value;
  } catch {
    // What the error says quotes the line, which may be anything.
  }
  throw new FormatError('has a line that is not a JSON object');
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

const severities: readonly unknown[] = ['error', 'warning', 'note'];
const labels = ['account', 'id', 'name', 'type', 'region'] as const;

function isFinding(value: Fields): value is Fields & HistoryFinding {
  const { fingerprint, rule, severity, outcome, suppression } = value;
  return (
    isText(fingerprint) &&
    isText(rule) &&
    severities.includes(severity) &&
    (outcome === 'fail' || outcome === 'open') &&
    (suppression === undefined || suppression === 'waiver' || suppression === 'baseline') &&
    labels.every((field) => value[field] === undefined || isText(value[field]))
  );
}

/** The header is checked as far as this program counts with it. */
function checkedFacts(header: Fields): RunFacts {
  if (!isFacts(header)) throw strange();
  return factsOf(header);
}

function isFacts(value: Fields): value is Fields & RunFacts {
  const { startedAt, tool, scope, policy, gate, standing, accounts, unread, rules } = value;
  return (
    isText(startedAt) &&
    isTime(startedAt) &&
    isText(tool) &&
    isRecord(scope) &&
    isRecord(policy) &&
    isText(policy['name']) &&
    isText(policy['digest']) &&
    isRecord(gate) &&
    isStanding(standing) &&
    isTexts(accounts) &&
    isTexts(unread) &&
    isRecord(rules) &&
    isTexts(Object.values(rules))
  );
}

function isStanding(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value['counts'])) return false;
  const { counts, registries, judged = registries, compliant, suppressed } = value;
  const bySeverity = severities.map((severity) => (counts as Fields)[String(severity)]);
  const isCount = (one: unknown) => isRecord(one) && [one['fail'], one['open']].every(Number.isSafeInteger);
  return [registries, judged, compliant, suppressed].every(Number.isSafeInteger) && bySeverity.every(isCount);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Characters that are not plain to see are written as escapes, so the file is safe to print. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
