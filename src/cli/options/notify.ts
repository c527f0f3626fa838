import { type Command, Option } from 'commander';
import type { ComplianceReport } from '../../model/compliance.js';
import { UsageError } from '../../model/error.js';
import type { Language } from '../../model/language.js';
import { type ServiceName, serviceNames } from '../../notify/names.js';
import type { Notifier } from '../../notify/notify.js';
import { choose } from './choice.js';
import { offering } from './choices.js';
import { systemLanguage } from './language.js';
import { severalTimes } from './once.js';

/** What the command line says of notifications. */
export interface NotifyCommandOptions {
  readonly notify: readonly ServiceName[];
  readonly notifyAlways?: true;
  readonly reportUrl?: string;
}

const several = (value: string, others: readonly ServiceName[]): readonly ServiceName[] => [
  ...others,
  choose('service', value, serviceNames),
];

/** Gives a command the options that say who is told of its report. */
export function addNotifyOptions(command: Command): Command {
  return command
    .addOption(
      offering(
        severalTimes(
          new Option(
            '--notify <service>',
            `tell ${serviceNames.join(', ')} what has changed; may be given several times. Addresses are read from REGISTRY_LINT_<SERVICE>_URL`,
          )
            .default([], 'none')
            .argParser(several),
        ),
        serviceNames,
      ),
    )
    .option('--notify-always', 'tell also where nothing has changed')
    .option('--report-url <url>', 'where the report can be opened, for a link in what is told');
}

/**
 * Makes ready to tell, before anything is checked; undefined where nobody is to be told.
 *
 * @throws UsageError where something about it is wrong
 */
async function notifierFor(
  options: NotifyCommandOptions,
  env: NodeJS.ProcessEnv,
): Promise<Notifier | undefined> {
  const { notify: services, notifyAlways: always, reportUrl } = options;
  if (services.length === 0) {
    if (always || reportUrl !== undefined) throw nobody(always ? '--notify-always' : '--report-url');
    return undefined;
  }
  const { createNotifier } = await import('../../notify/notify.js');
  return createNotifier({ services, always, reportUrl, env });
}

/** Says that a report is written, and its exit code; tells the exit code of all. */
export type TellReport = (report: ComplianceReport, exitCode: number) => Promise<number>;

/**
 * Runs what makes a report, and lets services know of it: of the report once it is written, or of the error in
 * which the run ended.
 */
export async function withNotifier(
  options: NotifyCommandOptions & { readonly lang?: Language },
  run: (tell: TellReport) => Promise<number>,
): Promise<number> {
  const startedAt = new Date();
  const notifier = await notifierFor(options, process.env);
  if (!notifier) return run(async (_report, exitCode) => exitCode);
  const { tellError, tellServices } = await import('../tell-services.js');
  try {
    return await run((report, exitCode) => tellServices(notifier, report, exitCode));
  } catch (error) {
    const lang = options.lang ?? systemLanguage(process.env);
    await tellError(notifier, error, { lang, startedAt });
    throw error;
  }
}

function nobody(option: string): UsageError {
  return new UsageError({
    code: 'nobody-to-notify',
    message: `${option} says nothing without --notify`,
    hint: 'Say who is to be told, as in `--notify slack`, or leave it out.',
  });
}
