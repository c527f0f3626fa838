import { resolve } from 'node:path';
import { Documents } from '../../documents/documents.js';
import type { Refuse } from '../../documents/refuse.js';
import { InventoryError, UsageError } from '../../model/error.js';
import type { Language } from '../../model/language.js';
import type { Registry } from '../../model/registry.js';
import type {
  AccountStanding,
  Outcome,
  RunInfo,
  ShardStanding,
  Summary,
  UnreadAccount,
} from '../../model/result.js';
import type { Severity } from '../../model/severity.js';
import type { PolicyFindingCode, Suppression } from '../../model/waiver.js';
import { validate } from '../../policy/generated/check-result.js';
import { redactUnmistakable } from '../../secret-scan/redact.js';

/** A registry as a report in JSON tells which one it is. */
export interface RegistryObject {
  readonly index: number;
  readonly account?: string;
  readonly [field: string]: unknown;
}

/** A result in it. */
export interface ResultObject {
  readonly registry: RegistryObject;
  readonly severity: Severity;
  readonly outcome: Outcome;
  readonly suppression?: Pick<Suppression, 'kind'>;
  readonly [member: string]: unknown;
}

/** A finding about a waiver. */
export interface PolicyFindingObject {
  readonly rule: PolicyFindingCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly waiver: { readonly rule: string; readonly expires?: string };
  readonly matched: number;
  readonly [member: string]: unknown;
}

/** A finding of the baseline that is no longer there. */
export interface AbsentObject {
  readonly fingerprint: string;
  readonly [member: string]: unknown;
}

/** Something odd about the inventory. */
export interface NoticeObject {
  readonly code: string;
  readonly field?: string;
  readonly text: string;
  readonly count: number;
  readonly first?: RegistryObject;
}

/** What a baseline came to, in numbers. */
interface ComparisonObject {
  readonly file: string;
  readonly new: number;
  readonly unchanged: number;
  readonly absent: number;
}

/** A registry as a shard keeps it: its account, and where it stands among all, are told by its place. */
export type SeenRegistry = Omit<Registry, 'index' | 'account'>;

/** A report in JSON, as schema/result.schema.json describes it. */
export interface ResultDocument {
  readonly $schema: string;
  readonly version: number;
  readonly tool: RunInfo['tool'];
  readonly startedAt: string;
  readonly policy: {
    readonly name: string;
    readonly files: readonly string[];
    readonly floor?: { readonly name: string; readonly files: readonly string[] };
  };
  readonly inventory: { readonly kind: string; readonly file?: string };
  readonly gate: Pick<RunInfo, 'failOn' | 'failOnOpen'>;
  readonly results: readonly ResultObject[];
  readonly policyFindings: readonly PolicyFindingObject[];
  readonly absent?: readonly AbsentObject[];
  readonly notices: readonly NoticeObject[];
  readonly unread?: readonly UnreadAccount[];
  readonly registries?: readonly SeenRegistry[];
  readonly shard?: ShardStanding & { readonly lang: Language };
  readonly summary: Pick<
    Summary,
    'registries' | 'counts' | 'passed' | 'notApplicable' | 'suppressed' | 'failed'
  > & {
    readonly baseline?: ComparisonObject;
  };
}

/** The report of one shard, and the file that it is read from. */
export interface ShardReport extends ResultDocument {
  readonly from: string;
  readonly shard: ShardStanding & { readonly lang: Language };
  /** Its accounts, in the order of the accounts file. */
  readonly accounts: readonly AccountStanding[];
  /** Those of its accounts, in that order. */
  readonly registries: readonly SeenRegistry[];
}

/**
 * Reads the report of a shard.
 *
 * @throws InventoryError where it is not whole, UsageError where it is something else
 */
export async function readShard(file: string): Promise<ShardReport> {
  const value = await parse(file);
  if (!isResultDocument(value)) throw notOurs(file);
  const { shard, registries } = value;
  if (shard === undefined) {
    throw new UsageError({
      code: 'not-a-shard',
      message: `${file} is the report of a whole run, and not of a shard`,
      hint: 'Give the files that were written with --shard, and no others. One shard of all accounts is 1/1.',
    });
  }
  if (registries === undefined) throw notOurs(file);
  return { ...value, from: file, shard, accounts: shard.accounts, registries };
}

/** Reads the reports of several shards, one after the other: two may be one pipe. */
export async function readShards(
  first: string,
  others: readonly string[],
): Promise<readonly [ShardReport, ...ShardReport[]]> {
  const reports: [ShardReport, ...ShardReport[]] = [await readShard(first)];
  for (const file of others) reports.push(await readShard(file));
  return reports;
}

function notOurs(file: string): UsageError {
  return new UsageError({
    code: 'not-a-report',
    message: `${file} is not a report of this program in JSON`,
    hint: 'Give the files that `check --accounts FILE --shard i/n --output FILE.json` writes, of this very version.',
  });
}

function isResultDocument(value: unknown): value is ResultDocument {
  return validate(value);
}

/** A text of Node can have no more. */
const MAX_MEBIBYTES = 511;

async function parse(file: string): Promise<unknown> {
  const refuse: Refuse = (
    reason,
    hint = 'Check the path. A shard that could not end leaves no report: look at what it said.',
  ) =>
    new InventoryError({
      code: 'unreadable',
      message: `the report ${file} cannot be read: ${reason}`,
      hint,
    });
  const documents = new Documents(process.cwd());
  const found = documents.find(resolve(documents.cwd, file), 'user', refuse);
  const text = await documents.readText(found, MAX_MEBIBYTES, refuse);
  try {
    // Where a credential stands in it, another program has put it there. It is not passed on.
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' ? redactUnmistakable(value) : value,
    );
  } catch {
    // The parser's own message quotes the text.
    throw new InventoryError({
      code: 'cut-off',
      message: `the report ${file} is not whole JSON: it was cut off, or is something else`,
      hint: 'Run that shard again. What it found is not known.',
    });
  }
}
