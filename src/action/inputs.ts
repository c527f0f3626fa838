import { join } from 'node:path';
import { getInput } from '@actions/core';
import { concurrency, startOf } from '../cli/commands/accounts.js';
import { choose, listOf } from '../cli/options/choice.js';
import { UsageError } from '../model/error.js';
import { type RegistryType, registryTypes } from '../model/field.js';
import type { Language } from '../model/language.js';
import { type FailOn, severities } from '../model/severity.js';
import { didYouMean } from '../model/suggest.js';
import { MOST_ANNOTATIONS } from '../report/formats/github/limits.js';
import { type FormatFor, formats, formatsFor } from '../report/formats.js';

/** Every input and what it is unless said. action.yml has the same. */
export const inputDefaults = {
  policy: '',
  floor: '',
  waivers: '',
  'allow-path': '',
  baseline: '',
  history: '',
  inventory: '',
  accounts: '',
  concurrency: '16',
  'allow-endpoint': '',
  shard: '',
  'started-at': '',
  region: '',
  'registry-type': '',
  endpoint: '',
  'fail-on': 'error',
  'allow-open': 'false',
  'allow-empty': 'false',
  formats: '',
  'report-folder': 'registry-lint-reports',
  'sarif-file': '',
  annotate: 'true',
  'max-annotations': String(MOST_ANNOTATIONS),
  summary: 'true',
  'role-to-assume': '',
  'oidc-provider': '',
  audience: 'sts.aliyuncs.com',
  'role-session-name': 'registry-lint',
  lang: 'en',
  category: '',
  probe: 'false',
} as const;

type InputName = keyof typeof inputDefaults;

/** A RAM role, and how to come by it without a key. */
export interface RoleInputs {
  readonly role: string;
  readonly provider: string;
  readonly audience: string;
  readonly sessionName: string;
}

/** Where registries come from. */
export interface SourceInputs {
  readonly inventory?: string;
  readonly accounts?: string;
  readonly concurrency?: number;
  readonly allowEndpoint?: readonly string[];
  readonly shard?: string;
  readonly allowEmpty?: boolean;
  readonly region?: string;
  readonly endpoint?: string;
  readonly registryType?: RegistryType;
  readonly role?: RoleInputs;
}

/** What the workflow asks for, checked. */
export interface Inputs {
  readonly source: SourceInputs;
  readonly policy: readonly string[];
  readonly waivers: readonly string[];
  readonly floor?: string;
  /** Directories outside of the checkout whose files may be named in other files. */
  readonly allowPath: readonly string[];
  readonly baseline?: string;
  /** The folder of the history that the run is added to. */
  readonly history?: string;
  readonly failOn: FailOn;
  readonly allowOpen: boolean;
  readonly allowEmpty: boolean;
  /** When the whole run began; now unless said. */
  readonly startedAt?: Date;
  readonly files: ReadonlyMap<FormatFor<'check'>, string>;
  /** Undefined where there are to be none. */
  readonly annotations?: number;
  readonly summary: boolean;
  readonly lang: Language;
  readonly category?: string;
  /** Whether the addresses of the registries are probed. */
  readonly probe: boolean;
}

/**
 * Reads the inputs of the step.
 *
 * @throws UsageError for what an input cannot be, and for one that would do nothing
 */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  refuseMisspelt(env);
  const annotations = flag('annotate') ? { annotations: annotationCount() } : {};
  const category = given('category');
  const baseline = given('baseline');
  const history = given('history');
  const floor = given('floor');
  if (history !== undefined) refuseBeside('history', ['shard']);
  const startedAt = given('started-at');
  return {
    source: sourceInputs(env),
    policy: lines(read('policy')),
    waivers: lines(read('waivers')),
    ...(floor !== undefined && { floor }),
    allowPath: lines(read('allow-path')),
    ...(baseline !== undefined && { baseline }),
    ...(history !== undefined && { history }),
    failOn: choose('fail-on', read('fail-on'), [...severities, 'never']),
    allowOpen: flag('allow-open'),
    allowEmpty: flag('allow-empty'),
    files: reportFiles(),
    ...(startedAt !== undefined && { startedAt: startOf(startedAt) }),
    ...annotations,
    summary: flag('summary'),
    lang: choose('lang', read('lang'), ['en', 'zh']),
    ...(category !== undefined && { category }),
    probe: flag('probe'),
  };
}

/** The input, or what it is unless said: a workflow may also hand on an empty one. */
const read = (name: InputName): string => getInput(name) || inputDefaults[name];

const given = (name: InputName): string | undefined => read(name) || undefined;

const lines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

function flag(name: InputName): boolean {
  return choose(name, read(name).toLowerCase(), ['true', 'false']) === 'true';
}

function annotationCount(): number {
  const text = read('max-annotations');
  const count = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (count <= MOST_ANNOTATIONS) return count;
  throw new UsageError({
    code: 'bad-max-annotations',
    message: `max-annotations is ${JSON.stringify(text.slice(0, 60))}, which is not a number from 0 to ${MOST_ANNOTATIONS}`,
    hint: `GitHub shows at most ${MOST_ANNOTATIONS} annotations of a severity for a step.`,
  });
}

function reportFiles(): ReadonlyMap<FormatFor<'check'>, string> {
  const folder = read('report-folder');
  const names = lines(read('formats').replaceAll(/[,\s]+/g, '\n'));
  const files = new Map(
    names.map((name): readonly [FormatFor<'check'>, string] => {
      const format = fileFormatNamed(name);
      return [format, join(folder, fileNameOf(format))];
    }),
  );
  const sarif = given('sarif-file');
  return sarif === undefined ? files : files.set(formats.sarif, sarif);
}

/** Annotations go to the log alone. */
const fileFormats = formatsFor('check').filter(({ isAnnotations }) => !isAnnotations);

function fileFormatNamed(name: string): FormatFor<'check'> {
  const names = fileFormats.map((format) => format.name);
  const chosen = choose('format', name, names);
  return fileFormats.find((format) => format.name === chosen) ?? formats.text;
}

/** `registry-lint.json`; a format whose ending means another is named: `registry-lint-gitlab.json`. */
function fileNameOf({ name, endings: [ending = ''] }: FormatFor<'check'>): string {
  const isUsual = fileFormats.find(({ endings }) => endings.includes(ending))?.name === name;
  return `registry-lint${isUsual ? '' : `-${name}`}${ending}`;
}

function sourceInputs(env: NodeJS.ProcessEnv): SourceInputs {
  const inventory = given('inventory');
  if (inventory !== undefined) {
    refuseBeside('inventory', [
      'accounts',
      'shard',
      'allow-endpoint',
      ...ofOneAccount,
      'role-to-assume',
      'oidc-provider',
    ]);
    return { inventory };
  }
  const accounts = given('accounts');
  if (accounts !== undefined) return accountsInputs(accounts, env);
  refuseBeside('one account', ['shard', 'allow-endpoint']);
  const region = given('region');
  const endpoint = given('endpoint');
  const type = given('registry-type');
  const role = roleInputs(env);
  return {
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(type !== undefined && { registryType: choose('registry-type', type, registryTypes) }),
    ...(role && { role }),
  };
}

/** Inputs that say how the one account of a step is asked. */
const ofOneAccount = ['region', 'registry-type', 'endpoint'] as const satisfies readonly InputName[];

/** Many accounts: how each is asked is said in their file. */
function accountsInputs(accounts: string, env: NodeJS.ProcessEnv): SourceInputs {
  refuseBeside('accounts', ofOneAccount);
  const role = roleInputs(env);
  const shard = given('shard');
  return {
    accounts,
    concurrency: concurrency(read('concurrency')),
    allowEndpoint: lines(read('allow-endpoint')),
    allowEmpty: flag('allow-empty'),
    ...(shard !== undefined && { shard }),
    ...(role && { role }),
  };
}

const refusals = {
  history: (other: string) => `history has to see every account, and ${other} takes a part of them`,
  inventory: (other: string) => `${other} is for asking Security Center, and inventory reads a file instead`,
  accounts: (other: string) => `${other} is for one account, and the accounts file says how each is asked`,
  'one account': (other: string) => `${other} is for many accounts, and there is no accounts file`,
} as const;

/** An input that would do nothing is a misunderstanding, and must not look as if it had worked. */
function refuseBeside(what: keyof typeof refusals, others: readonly InputName[]): void {
  const other = others.find((one) => given(one) !== undefined);
  if (other === undefined) return;
  throw new UsageError({
    code: 'conflicting-inputs',
    message: refusals[what](other),
    hint: 'Leave one of the two out.',
  });
}

function roleInputs(env: NodeJS.ProcessEnv): RoleInputs | undefined {
  const role = given('role-to-assume');
  const provider = given('oidc-provider');
  if (role === undefined && provider === undefined) return undefined;
  if (role === undefined || provider === undefined) {
    throw new UsageError({
      code: 'half-a-role',
      message: 'role-to-assume and oidc-provider go together, and only one of them is given',
      hint: 'Both are ARNs: acs:ram::1234567890123456:role/NAME and acs:ram::1234567890123456:oidc-provider/NAME.',
    });
  }
  const key = keyVariables.find((name) => env[name]);
  if (key !== undefined) throw keyBesideRole(key);
  return { role, provider, audience: read('audience'), sessionName: read('role-session-name') };
}

/** In every spelling that is read. */
const keyVariables = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABACLOUD_ACCESS_KEY_ID', 'ALICLOUD_ACCESS_KEY_ID'];

/** Which of the two is meant is not clear, and they may belong to different accounts. */
function keyBesideRole(key: string): UsageError {
  return new UsageError({
    code: 'key-beside-role',
    message: `role-to-assume is given, and ${key} is set in the environment, too`,
    hint: 'Leave one of the two out: they may belong to different accounts.',
  });
}

/** The runner only warns of an input that there is not, and a gate would be weaker than its workflow reads. */
function refuseMisspelt(env: NodeJS.ProcessEnv): void {
  const known = Object.keys(inputDefaults);
  for (const variable of Object.keys(env)) {
    const [, name] = /^INPUT_(.+)$/.exec(variable) ?? [];
    if (name === undefined || known.includes(name.toLowerCase())) continue;
    const suggestion = didYouMean(name.toLowerCase().replaceAll('_', '-'), known);
    // What is like none of them is hardly meant for this action: a variable of the job, say.
    if (suggestion === undefined) continue;
    throw new UsageError({
      code: 'unknown-input',
      message: `there is no input ${JSON.stringify(name.toLowerCase().slice(0, 60))}`,
      hint: `${suggestion} There are ${listOf(known)}.`,
    });
  }
}
