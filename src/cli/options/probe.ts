import { type Command, Option } from 'commander';
import { isAllowable } from '../../inventory/probe/addresses.js';
import { type ProbeOptions, probeDefaults } from '../../inventory/probe/options.js';
import { counted } from '../../model/counted.js';
import { UsageError } from '../../model/error.js';
import type { Progress } from '../terminal/progress.js';
import { severalTimes } from './once.js';
import { refuseGiven } from './refuse-given.js';
import { wholeNumber } from './whole-number.js';

/** What the command line says of probes. */
export interface ProbeCommandOptions {
  readonly probe?: true;
  readonly probeAllow?: readonly string[];
  readonly probeJobs?: number;
  /** Seconds. */
  readonly probeTimeout?: number;
  /** Seconds. */
  readonly probeDeadline?: number;
}

/** Gives a command the options of probes. */
export function addProbeOptions(command: Command): Command {
  const { concurrency, timeoutMs, deadlineMs } = probeDefaults;
  return command
    .option('--probe', "ask each registry's address what it answers: HTTPS, its certificate, HTTP, /v2/")
    .addOption(
      severalTimes(
        new Option(
          '--probe-allow <range>',
          'also probe addresses in this range, such as 127.0.0.0/8; may be given several times',
        ).argParser((value, others: readonly string[] = []) => [...others, allowable(value)]),
      ),
    )
    .addOption(number('--probe-jobs <count>', `registries probed at once; ${concurrency} unless said`, 256))
    .addOption(
      number('--probe-timeout <secs>', `seconds for one registry; ${timeoutMs / 1000} unless said`, 600),
    )
    .addOption(
      number(
        '--probe-deadline <secs>',
        `seconds for all registries; ${deadlineMs / 1000} unless said`,
        86_400,
      ),
    );
}

function number(flags: string, about: string, most: number): Option {
  const wanted = `something that ${flags.split(' ')[0]} can be`;
  return new Option(flags, about).argParser((value) =>
    wholeNumber(value, most, { code: 'bad-number', wanted }),
  );
}

function allowable(range: string): string {
  if (isAllowable(range)) return range;
  throw new UsageError({
    code: 'bad-probe-range',
    message: `${JSON.stringify(range.slice(0, 60))} is not a range that probes may be allowed`,
    hint: 'Give one in CIDR notation, such as 127.0.0.0/8. Link-local, multicast and metadata addresses are never contacted.',
  });
}

/** What probes may do, by the command line; undefined where there are to be none. */
export function probesOf(
  options: ProbeCommandOptions,
  now: Date,
  progress?: Progress,
): ProbeOptions | undefined {
  const { probe, probeAllow, probeJobs, probeTimeout, probeDeadline } = options;
  if (probe !== true) {
    refuseGiven({ probeAllow, probeJobs, probeTimeout, probeDeadline }, idle);
    return undefined;
  }
  return {
    now,
    allow: probeAllow,
    concurrency: probeJobs,
    timeoutMs: probeTimeout && probeTimeout * 1000,
    deadlineMs: probeDeadline && probeDeadline * 1000,
    onProgress: progress && ((count) => progress.say(`${counted(count, 'registry', 'registries')} probed`)),
  };
}

const idle = {
  code: 'idle-option',
  message: (option: string) => `${option} does nothing without --probe`,
  hint: 'Add --probe, or leave it out.',
};
