import {
  type BadOutcome,
  type Baseline,
  type BaselineEntry,
  baselineFields,
  baselineVersion,
} from '../../model/baseline.js';
import { UsageError } from '../../model/error.js';
import { systemCode, whyUnreadable } from '../../model/unreadable.js';
import { harmlessName } from '../../secret-scan/redact.js';
import { type Line, LinesError, linesOf } from './lines.js';

const FINGERPRINT = /^[0-9a-f]{32}$/;

/**
 * Reads the findings that were accepted, and keeps the fingerprint and outcome of each.
 *
 * @throws UsageError when there is no such file, or when any line of it is not one of a baseline: what cannot be
 * read must not look like an empty baseline
 */
export function readBaseline(file: string): Baseline {
  const outcomes = new Map<string, BadOutcome>();
  for (const line of findingLines(file)) {
    const { fingerprint, outcome } = findingOf(line, file);
    // After a merge a finding can stand there twice; it was accepted as the worse of both.
    if (outcome === 'fail' || !outcomes.has(fingerprint)) outcomes.set(fingerprint, outcome);
  }
  return {
    file,
    outcomes,
    entries: (isMeant = () => true) => entriesOf(file, isMeant),
  };
}

function* entriesOf(file: string, isMeant: (fingerprint: string) => boolean): Iterable<BaselineEntry> {
  for (const line of findingLines(file)) {
    const { rule, outcome, fingerprint, fields } = findingOf(line, file);
    if (isMeant(fingerprint)) yield { rule: harmlessName(rule), outcome, fingerprint, ...registryOf(fields) };
  }
}

/** The lines that hold a finding each. */
function* findingLines(file: string): Iterable<Line> {
  let headed = false;
  try {
    for (const line of linesOf(file)) {
      if (line.text.trim() === '') continue;
      if (headed) yield line;
      else checkHeader(line, file);
      headed = true;
    }
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable(file, error);
  }
  if (!headed) throw unreadable(file, new LinesError('it is empty'));
}

function checkHeader(line: Line, file: string): void {
  const version = parse(line, file)['version'];
  if (version === baselineVersion) return;
  const message =
    typeof version === 'number'
      ? `this baseline is of version ${version}, and this program reads version ${baselineVersion}`
      : 'the first line of a baseline has its version, and this one has none';
  throw wrong(line, file, message, REWRITE);
}

/** A finding with all that its line says. */
interface Finding extends Pick<BaselineEntry, 'outcome' | 'fingerprint'> {
  readonly rule: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function findingOf(line: Line, file: string): Finding {
  const fields = parse(line, file);
  const { rule, outcome, fingerprint } = fields;
  if (typeof rule !== 'string' || rule === '') throw wrong(line, file, 'this finding has no rule', REWRITE);
  if (typeof fingerprint !== 'string' || !FINGERPRINT.test(fingerprint)) {
    throw wrong(line, file, 'this finding has no fingerprint of 32 hexadecimal digits', REWRITE);
  }
  if (outcome !== 'fail' && outcome !== 'open') {
    throw wrong(line, file, 'the outcome of this finding is neither fail nor open', REWRITE);
  }
  return { rule, outcome, fingerprint, fields };
}

function registryOf(fields: Readonly<Record<string, unknown>>): Partial<BaselineEntry> {
  const known = baselineFields.filter(
    (field) => typeof fields[field] === (field === 'occurrence' ? 'number' : 'string'),
  );
  return Object.fromEntries(known.map((field) => [field, harmless(fields[field])]));
}

/** Other versions of this program, and people, may have written what this one would not. */
const harmless = (value: unknown): unknown => (typeof value === 'string' ? harmlessName(value) : value);

function parse(line: Line, file: string): Readonly<Record<string, unknown>> {
  const record = tryParse(line.text);
  if (record) return record;
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line.text)) {
    throw wrong(line, file, 'a merge left its marks here', 'Keep the findings of both sides, in any order.');
  }
  throw wrong(line, file, 'this line is not a JSON object', REWRITE);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a line holds; undefined where it is no JSON object. What JSON.parse says quotes the line, and no more. */
function tryParse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const REWRITE =
  'Write the baseline anew with registry-lint baseline write, or take the file from version control.';

function wrong({ number }: Line, file: string, message: string, hint: string): UsageError {
  return new UsageError({
    code: 'bad-baseline',
    message,
    hint,
    location: { file, line: number, column: 1 },
  });
}

function unreadable(file: string, error: unknown): UsageError {
  const reason = error instanceof LinesError ? error.message : whyUnreadable(error);
  return new UsageError({
    code: systemCode(error) === 'ENOENT' ? 'no-baseline' : 'bad-baseline',
    message: `the baseline ${file} cannot be read: ${reason}`,
    hint: 'Write one with registry-lint baseline write.',
  });
}
