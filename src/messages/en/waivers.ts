import { some, thousands } from '../numbers.js';

/** What is said about accepted findings: waivers and the baseline. */
export const waivers = {
  /** Stand before a finding that is waived, or in the baseline. No longer than the other such words. */
  waived: 'waived',
  known: 'known',
  waivedCount: (count: number) => `${thousands(count)} waived`,
  knownCount: (count: number) => `${thousands(count)} in the baseline`,
  /** Why a finding of the baseline is accepted. */
  inBaseline: (file: string) => `Accepted in the baseline ${file}`,
  until: (day: string) => `until ${day}`,
  approvedBy: (name: string) => `approved by ${name}`,
  /** Says of findings that are not shown how many there are. */
  notShown: (waived: number, known: number) => {
    const parts = [
      waived > 0 && `${thousands(waived)} waived`,
      known > 0 && `${thousands(known)} in the baseline`,
    ];
    return `Accepted and not shown: ${parts.filter(Boolean).join(', ')}`;
  },
  aboutWaivers: 'About the waivers',
  expired: (rule: string, day: string, matched: number) =>
    matched === 0
      ? `The waiver of ${rule} expired on ${day}, and matches no finding any more`
      : `The waiver of ${rule} expired on ${day}: ${some(matched, 'finding')} ${matched === 1 ? 'is' : 'are'} no longer waived`,
  ending: (rule: string, day: string, days: number) =>
    `The waiver of ${rule} expires on ${day}, in ${some(days, 'day')}`,
  unused: (rule: string) => `The waiver of ${rule} matches no finding`,
  unknownRule: (rule: string, suggestion: string | undefined) =>
    `The waiver is of a rule that does not exist: ${rule}${suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`}`,
  more: (count: number) => `and ${thousands(count)} more`,
  comparison: (file: string, fresh: number, unchanged: number, absent: number) =>
    `Compared with the baseline ${file}: ${thousands(fresh)} new, ${thousands(unchanged)} unchanged, ${thousands(absent)} no longer found`,
  absentTitle: 'No longer found',
  absent: (registry: string) =>
    `No longer found: it was a finding about ${registry} when the baseline was written`,
  rewrite: 'Take them out of the baseline with registry-lint baseline write.',
  /** What the findings about waivers are, as rules. */
  rules: {
    'expired-waiver': {
      /** The state that is wanted. */
      title: 'No waiver has expired',
      why: 'A waiver accepts a finding until a day. From that day on it no longer works.',
      fix: 'Fix what the waiver excused and take the waiver out, or have it approved until a later day.',
    },
    'ending-waiver': {
      title: 'No waiver is about to expire',
      why: 'On the day on which a waiver expires its findings fail the gate.',
      fix: 'Fix what the waiver excuses in time, or have it approved until a later day.',
    },
    'unused-waiver': {
      title: 'Every waiver matches a finding',
      why: 'A waiver that matches nothing is left over, or misspelt, and may one day excuse what nobody meant.',
      fix: 'Take the waiver out, or mend its selector.',
    },
    'unknown-waiver-rule': {
      title: 'Every waiver is of a rule that exists',
      why: 'A waiver of a rule that does not exist excuses nothing.',
      fix: "Mend the rule's name, or take the waiver out.",
    },
  },
};
