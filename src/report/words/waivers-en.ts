import type { WaiverWords } from './waivers.js';

const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
const some = (count: number, one: string, many = `${one}s`): string =>
  `${thousands(count)} ${count === 1 ? one : many}`;

/** English. */
export const waiversEn: WaiverWords = {
  waived: 'waived',
  known: 'known',
  waivedCount: (count) => `${thousands(count)} waived`,
  knownCount: (count) => `${thousands(count)} in the baseline`,
  inBaseline: (file) => `Accepted in the baseline ${file}`,
  until: (day) => `until ${day}`,
  approvedBy: (name) => `approved by ${name}`,
  notShown: (waived, known) => {
    const parts = [
      waived > 0 && `${thousands(waived)} waived`,
      known > 0 && `${thousands(known)} in the baseline`,
    ];
    return `Accepted and not shown: ${parts.filter(Boolean).join(', ')}`;
  },
  aboutWaivers: 'About the waivers',
  expired: (rule, day, matched) =>
    matched === 0
      ? `The waiver of ${rule} expired on ${day}, and matches no finding any more`
      : `The waiver of ${rule} expired on ${day}: ${some(matched, 'finding')} ${matched === 1 ? 'is' : 'are'} no longer waived`,
  ending: (rule, day, days) => `The waiver of ${rule} expires on ${day}, in ${some(days, 'day')}`,
  unused: (rule) => `The waiver of ${rule} matches no finding`,
  unknownRule: (rule, suggestion) =>
    `The waiver is of a rule that does not exist: ${rule}${suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`}`,
  more: (count) => `and ${thousands(count)} more`,
  comparison: (file, fresh, unchanged, absent) =>
    `Compared with the baseline ${file}: ${thousands(fresh)} new, ${thousands(unchanged)} unchanged, ${thousands(absent)} no longer found`,
  absentTitle: 'No longer found',
  absent: (registry) => `No longer found: it was a finding about ${registry} when the baseline was written`,
  rewrite: 'Take them out of the baseline with registry-lint baseline write.',
  rules: {
    'expired-waiver': {
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
