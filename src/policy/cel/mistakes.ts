import type { Mistake } from '../compile/problems.js';

/** What the library calls things, and what people do. */
const names: readonly (readonly [RegExp, string])[] = [
  [/\bEOF\b/g, 'the end'],
  [/\bRPAREN\b/g, ')'],
  [/\bLPAREN\b/g, '('],
  [/\bRBRACKET\b/g, ']'],
  [/\bRBRACE\b/g, '}'],
  [/\bCOLON\b/g, ':'],
  [/\bCOMMA\b/g, ','],
  [/\bQUESTION\b/g, '?'],
  [/\bIDENTIFIER\b/g, 'a name'],
  [/no such overload: /, 'there is no '],
  [/^found no matching overload for '(.*)'$/, 'there is no $1'],
  [/\$params\b/g, 'params'],
  [/\$(\w+)/g, '$1'],
];

function plain(summary: string): string {
  const text = names.reduce((said, [pattern, name]) => said.replace(pattern, name), summary);
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Why an expression cannot be read. */
export function grammarMistake(summary: string): Mistake {
  const hint = /Unexpected character: =$/.test(summary)
    ? 'To compare, write ==.'
    : 'Texts stand in quotes; join with && and ||, negate with !. The language: https://cel.dev.';
  return { code: 'bad-cel', message: `this is not an expression of CEL: ${plain(summary)}`, hint };
}

/** Why types do not fit. */
export function typeMistake(summary: string): Mistake {
  return { code: 'wrong-type', message: `types do not fit here: ${plain(summary)}`, ...hintOf(summary) };
}

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /overload: (?:string \S+ int|int \S+ string)$/,
    "Write text in quotes and numbers without: names of values and ids are text, such as ProtocolType == 'HTTPS'.",
  ],
  [
    /overload: (?:int \S+ double|double \S+ int)$/,
    'Make them one kind of number: double(PersistenceDay), int(2.5), or write 3 for 3.0.',
  ],
  [/overload: !/, '! stands for the nearest value alone: write !(A == B), or A != B.'],
  [/null/, 'For whether a field is there, write has(Field).'],
  [/cannot be range/, "For the entries of a text, write WhiteList.split(',')."],
];

function hintOf(summary: string): { readonly hint?: string } {
  const hint = hints.find(([pattern]) => pattern.test(summary))?.[1];
  return hint === undefined ? {} : { hint };
}
