import type { ComplianceReport } from '../model/compliance.js';
import { exitCodes } from '../model/error.js';
import type { BrokenRun } from '../notify/broken.js';
import { showTime } from '../notify/notification.js';
import type { Notified, Notifier } from '../notify/notify.js';
import { palette } from '../report/paint.js';
import { describe } from './terminal/fail.js';
import { colourOn, note, tell } from './terminal/terminal.js';

/** Tells services that a run ended in an error. Whether they could be told changes nothing about how it ends. */
export async function tellError(notifier: Notifier, error: unknown, run: BrokenRun): Promise<void> {
  say(await notifier.notifyError(error, run));
}

/**
 * Tells services of a report that is already written, and says on standard error what came of it.
 *
 * @param exitCode that of the run
 * @returns the exit code of all: a notification that was not sent makes a clean run end with 2, since nobody may be
 * looking at it otherwise, and leaves that of any other as it is
 */
export async function tellServices(
  notifier: Notifier,
  report: ComplianceReport,
  exitCode: number,
): Promise<number> {
  const notified = await notifier.notify(report);
  const previous = report.history?.previous;
  const { changes, sent, failed } = notified;
  if (changes === undefined) {
    note('there is no earlier run to compare to, so that all is told');
  } else if (sent.length + failed.length === 0 && previous !== undefined) {
    note(`nothing has changed since ${showTime(previous)}, so nobody is notified`);
  }
  say(notified);
  return failed.length > 0 && exitCode === exitCodes.clean ? exitCodes.usage : exitCode;
}

function say({ sent, failed }: Notified): void {
  if (sent.length > 0) note(`notified ${sent.join(', ')}`);
  const paint = palette(colourOn('stderr', process.argv, process.env));
  for (const error of failed) tell(describe(error, paint));
}
