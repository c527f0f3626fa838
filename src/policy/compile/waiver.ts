import type { ErrorDetails } from '../../model/error.js';
import { suggest } from '../../model/suggest.js';
import { type Day, policyFindingCodes, type Waiver } from '../../model/waiver.js';
import type { WrittenWaiver } from '../read/waivers.js';
import { Reporter } from './problems.js';
import { compileSelector } from './selector.js';

/** What a waiver is held to. */
export interface WaiverTerms {
  /** The ids of all rules that are defined somewhere in the policy. */
  readonly known: ReadonlySet<string>;
  /** Whether a waiver may do without an end. */
  readonly allowPermanent: boolean;
}

/**
 * Compiles waivers, each place once: policies that are extended in two ways bring theirs twice. Mistakes are
 * added to `problems`. That a rule does not exist is none: the waiver outlived it, and is reported as a finding.
 */
export function compileWaivers(
  written: readonly WrittenWaiver[],
  terms: WaiverTerms,
  problems: ErrorDetails[],
): readonly Waiver[] {
  const waivers = new Map<string, Waiver>();
  for (const one of written) {
    const waiver = compileWaiver(one, terms, problems);
    const { file, line, column } = waiver.location;
    waivers.set(JSON.stringify([file, line, column]), waiver);
  }
  return [...waivers.values()];
}

function compileWaiver(
  { source, path, text }: WrittenWaiver,
  { known, allowPermanent }: WaiverTerms,
  problems: ErrorDetails[],
): Waiver {
  const reporter = new Reporter(problems, source, path);
  const { rule, reason, expires, approvedBy, ticket } = text;
  if (reason.trim() === '') {
    reporter.at('reason').report({ code: 'empty', message: 'a waiver needs a reason, not white space' });
  }
  if (expires === undefined && !allowPermanent) reporter.report(endless, 'key');
  if (expires !== undefined && !isDay(expires)) {
    reporter.at('expires').report({
      code: 'bad-date',
      message: `${expires} is not a day of the calendar`,
      hint: 'Write YYYY-MM-DD.',
    });
  }
  const registry = compileSelector(text.registry, reporter.at('registry'));
  return {
    rule,
    registry,
    reason,
    ...(expires !== undefined && { expires }),
    ...(approvedBy !== undefined && { approvedBy }),
    ...(ticket !== undefined && { ticket }),
    location: source.locate(path, 'value'),
    ...(!known.has(rule) && { unknownRule: suggestionFor(rule, known) }),
  };
}

const endless = {
  code: 'missing-key',
  message: 'a waiver needs expires, the day on which it ends',
  hint: 'Write expires: YYYY-MM-DD, or let the policy say allowPermanent: true.',
};

function isDay(text: string): text is Day {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function suggestionFor(rule: string, known: ReadonlySet<string>): NonNullable<Waiver['unknownRule']> {
  const suggestion = policyFindingCodes.some((code) => code === rule) ? undefined : suggest(rule, known);
  return suggestion === undefined ? {} : { suggestion };
}
