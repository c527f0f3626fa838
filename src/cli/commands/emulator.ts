import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Refuse } from '../../documents/refuse.js';
import { counted } from '../../model/counted.js';
import { exitCodes, InventoryError, UsageError } from '../../model/error.js';
import { didYouMean } from '../../model/suggest.js';
import { systemCode } from '../../model/unreadable.js';
import { sanitise } from '../../report/sanitise.js';
import { offering } from '../options/choices.js';
import { GatheredLines } from '../terminal/gathered-lines.js';
import { examples } from '../terminal/help.js';
import { print } from '../terminal/standard-output.js';

interface EmulatorCommandOptions {
  readonly inventory?: string;
  readonly accounts?: string;
  readonly port: number;
  readonly fault?: string;
  readonly latency?: number;
}

/** The faults as help shows them. */
let faultHelp = '';

/** Loads what the help of `emulator` shows, for help itself cannot wait. Others do not need it. */
export async function prepareEmulatorHelp(): Promise<void> {
  const { hang } = await import('../../report/wrap.js');
  const lines = await faultLines((about) => hang(about, HELP_WIDTH, FAULT_WIDTH + 3));
  faultHelp = `\nFaults:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

async function faultLines(shown = (about: string) => about): Promise<readonly string[]> {
  const { faults } = await import('../../emulator/faults.js');
  return faults.map(({ usage, about }) => `${usage.padEnd(FAULT_WIDTH)} ${shown(about)}`);
}

/** Columns that the longest name of a fault takes. */
const FAULT_WIDTH = 22;

const HELP_WIDTH = 80;

/** Defines `emulator`: a local Security Center, for trying a pipeline without an account. */
export function defineEmulator(program: Command, end: (exitCode: number) => void): void {
  program
    .command('emulator')
    .summary('start a local Security Center to try things with')
    .description(
      'Starts a local endpoint that answers ListPrivateRegistryList as Security Center does, signatures ' +
        'checked, with the records of a file. It says how to ask it, and ends with Ctrl+C.',
    )
    .option('--inventory <file>', 'JSON to serve: an answer, a list of records, or a record a line')
    .option(
      '--accounts <folder>',
      'a folder of such files to serve instead, each an account with its own key',
    )
    .addOption(number('--port <port>', 'the port to listen on; 0 takes a free one', 65_535).default(0))
    .addOption(offering(new Option('--fault <name>', 'what goes wrong; the faults stand below'), faultNames))
    .addOption(number('--latency <ms>', 'how long every answer takes, in milliseconds', 600_000))
    .addHelpText('after', () => faultHelp + examples(helpExamples))
    .action(async (options: EmulatorCommandOptions) => {
      await emulate(options);
      end(exitCodes.clean);
    });
}

const helpExamples = [
  ['registry-lint emulator --inventory registries.json --port 4010', 'serve a file'],
  ['registry-lint emulator --inventory registries.json --fault throttle', 'see what throttling does'],
] as const;

function number(flags: string, about: string, most: number): Option {
  return new Option(flags, about).argParser((value) => {
    if (/^\d{1,6}$/.test(value) && Number(value) <= most) return Number(value);
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${most}.`);
  });
}

async function emulate(options: EmulatorCommandOptions): Promise<void> {
  const { port, fault, latency } = options;
  if (fault !== undefined) await checkFault(fault);
  const { defaultKey } = await import('../../emulator/server.js');
  const { place, served } = await whatToServe(options);
  const ending = new Ending();
  const requests = new GatheredLines((text) => ending.unless(() => print(text)));
  const emulator = await start(place, {
    ...served,
    port,
    fault,
    latencyMs: latency,
    onRequest: (line) => requests.say(sanitise(line)),
  });
  const first = served.accounts?.[0];
  const key = first ? { id: first.accessKeyId, secret: first.accessKeySecret } : defaultKey;
  ending.unless(() => print(introduction(emulator.url, key, served.accounts?.length)));
  try {
    await ending.reached;
  } finally {
    await emulator.close();
    requests.flush();
  }
}

type Served = Pick<
  Parameters<typeof import('../../emulator/server.js').startEmulator>[0],
  'records' | 'accounts'
>;

/** What the emulator serves, and what to call that where something is wrong with it. */
async function whatToServe({ inventory, accounts }: EmulatorCommandOptions): Promise<{
  readonly place: string;
  readonly served: Served;
}> {
  if (accounts !== undefined && inventory === undefined) {
    const { accountsIn } = await import('./emulated-accounts.js');
    return { place: accounts, served: { accounts: await accountsIn(accounts, readRecords) } };
  }
  if (inventory !== undefined && accounts === undefined) {
    return { place: inventory, served: { records: await readRecords(inventory) } };
  }
  throw new UsageError({
    code: 'what-to-serve',
    message:
      inventory === undefined
        ? 'what to serve is not said'
        : '--inventory and --accounts cannot stand together',
    hint: 'Give --inventory FILE for one account, or --accounts FOLDER for one a file. See registry-lint emulator --help.',
  });
}

/** How to ask it. */
function introduction(
  url: string,
  key: { readonly id: string; readonly secret: string },
  accounts: number | undefined,
): string {
  const several = `Security Center is emulated on ${url} for ${counted(accounts ?? 0, 'account')}. The name of each file is its access\nkey ID, and its secret is not-a-secret-NAME. Ask the first like this:`;
  return [
    accounts === undefined ? `Security Center is emulated on ${url}. Ask it like this:` : several,
    '',
    `  export ALIBABA_CLOUD_ACCESS_KEY_ID=${key.id}`,
    `  export ALIBABA_CLOUD_ACCESS_KEY_SECRET=${key.secret}`,
    `  registry-lint check --endpoint ${url}`,
    '',
    'Ctrl+C ends it.',
    '',
  ].join('\n');
}

async function faultNames(): Promise<readonly string[]> {
  const { faults } = await import('../../emulator/faults.js');
  return faults.map(({ name }) => name);
}

async function checkFault(fault: string): Promise<void> {
  const { faults, startFault } = await import('../../emulator/faults.js');
  try {
    startFault(fault);
  } catch {
    const name = fault.replace(/:.*/, '');
    const near = didYouMean(
      name,
      faults.map((known) => known.name),
    );
    const list = await faultLines();
    throw new UsageError({
      code: 'unknown-fault',
      message: `there is no fault ${JSON.stringify(fault.slice(0, 60))}`,
      hint: [near, 'The faults are:', ...list].filter(Boolean).join('\n'),
    });
  }
}

/** What a listing holds at most; above this it is something else. */
const MAX_MEBIBYTES = 256;

/** The text of the file as the emulator takes it. */
async function readRecords(file: string): Promise<string> {
  const refuse: Refuse = (reason, hint = 'Check the path given with --inventory.') =>
    new InventoryError({
      code: 'unreadable',
      message: `the inventory ${file} cannot be read: ${reason}`,
      hint,
    });
  const { Documents } = await import('../../documents/documents.js');
  const documents = new Documents(process.cwd());
  const found = documents.find(resolve(documents.cwd, file), 'user', refuse);
  return oneList(await documents.readText(found, MAX_MEBIBYTES, refuse));
}

/** A line that is a record by itself: an object with one of the fields that all records have. */
const RECORD_LINE = /^\s*\{(?!.*"ImageRegistryInfos").*"(?:Id|RegistryName|RegistryType)"\s*:.*\}\s*$/;

/** Records that stand one a line become a list. They are not parsed here: ids have to keep all digits. */
function oneList(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const oneEach = lines.length > 0 && lines.every((line) => RECORD_LINE.test(line));
  return oneEach ? `[${lines.join(',')}]` : text;
}

async function start(
  file: string,
  options: Parameters<typeof import('../../emulator/server.js').startEmulator>[0],
) {
  const { startEmulator } = await import('../../emulator/server.js');
  try {
    return await startEmulator(options);
  } catch (error) {
    const code = systemCode(error);
    if (code !== undefined) {
      throw new UsageError({
        code: 'cannot-listen',
        message: `the emulator cannot listen on port ${options.port}: ${code === 'EADDRINUSE' ? 'another program does' : code}`,
        hint: 'Give another --port, or 0 for one that is free.',
      });
    }
    // The emulator's own messages: without secrets, and about the file.
    const message = error instanceof Error ? error.message : String(error);
    throw new InventoryError({ code: 'not-an-inventory', message: `${file}: ${message}` });
  }
}

/** What ends the emulator: Ctrl+C, a process that is asked to end, or output that cannot be written. */
class Ending {
  readonly reached: Promise<void>;
  #fail: (error: unknown) => void = () => {};

  constructor() {
    this.reached = new Promise((resolve, reject) => {
      this.#fail = reject;
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve());
    });
    // It may be reached before anybody waits for it.
    this.reached.catch(() => {});
  }

  /** Does something; if that goes wrong, this is the end. */
  unless(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }
}
