import { type ErrorDetails, exitCodes, PolicyError, RegistryLintError } from '../../model/error.js';
import { formatLocation } from '../../model/location.js';
import { tool } from '../../model/tool.js';
import { type Palette, palette } from '../../report/paint.js';
import { sanitise, sanitiseLines } from '../../report/sanitise.js';
import { colourOn, tell } from './terminal.js';

/** So many mistakes in a policy are told; who has more has one mistake that causes them. */
const MOST = 20;

/** Tells what went wrong, and returns the exit code for it. */
export function fail(error: unknown): 2 | 3 {
  const paint = palette(colourOn('stderr', process.argv, process.env));
  if (!(error instanceof RegistryLintError)) return bug(error, paint);
  tell(describe(error, paint));
  return error.exitCode;
}

/** An error as people are shown it: what and where, the lines around it, what to do. */
export function describe(error: RegistryLintError, paint: Palette, most = MOST): string {
  if (!(error instanceof PolicyError)) return one(error, paint);
  const { problems, mayBeMore } = error;
  const shown = problems.slice(0, most).map((problem) => one(problem, paint));
  const more = problems.length - shown.length;
  return [
    ...shown,
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(mayBeMore
      ? [
          `Mend ${problems.length === 1 ? 'this' : 'these'} first; there may be more that can only be looked for then.`,
        ]
      : []),
  ].join('\n\n');
}

function one({ message, location, frame, hint }: OneProblem, paint: Palette): string {
  const where = location ? `${formatLocation(location)}: ` : '';
  const parts = [
    `${paint.bold(paint.red('error:'))} ${paint.bold(sanitise(where + message))}`,
    frame && sanitiseLines(frame),
    hint && indented(sanitiseLines(hint)),
  ];
  return parts.filter(Boolean).join('\n');
}

type OneProblem = {
  readonly [key in 'message' | 'location' | 'frame' | 'hint']?: ErrorDetails[key] | undefined;
};

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/**
 * A mistake of this program. Its message is not shown, nor is it with the stack: messages quote what was
 * being read, and that may have been a password.
 */
function bug(error: unknown, paint: Palette): 3 {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  tell(`${paint.bold(paint.red('error:'))} a mistake in ${tool.name} itself (${name}), nothing was checked`);
  tell(`  Please report it: ${tool.url}/issues. With REGISTRY_LINT_DEBUG=1 it says where it happened.`);
  if (process.env['REGISTRY_LINT_DEBUG'] && error instanceof Error) {
    const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
    tell(
      [`  ${tool.name} ${tool.version}, Node ${process.version}, ${process.platform}`, ...frames].join('\n'),
    );
  }
  return exitCodes.inventory;
}
