import type { ErrorDetails } from '../model/error.js';

/** What is wrong in a file outside of the root, in words that hold nothing of it: by the code of the mistake. */
const sentences: Readonly<Record<string, string>> = {
  'not-yaml': 'this is not valid YAML',
  'unresolved-alias': 'this alias has no anchor',
  'complex-key': 'this key is not a text',
  'duplicate-key': 'this key is used twice',
  'too-many-aliases': 'the aliases of this file resolve to too many values',
  'too-deep': 'this file is nested too deeply',
  'unknown-key': 'this key is not known here',
  'missing-key': 'a required key is missing here',
  'wrong-type': 'this value has the wrong type',
  'unknown-value': 'this value is not one of those that are allowed here',
  empty: 'this value is empty',
  'bad-name': 'this name is not allowed here',
  'bad-extends': 'what is extended here cannot be read',
  'bad-waivers': 'the waivers named here cannot be read',
  'outside-root': 'the file named here is outside of the root of this run',
  'unknown-rule': 'this rule does not exist',
  'unknown-field': 'this field does not exist',
  'no-rules': 'this policy turns on no rule, so it would check nothing',
  'bad-date': 'this is not a date',
  'bad-pattern': 'this pattern is not valid',
  'bad-cel': 'this expression is not valid',
  'secret-in-file': 'there seems to be a secret here',
};

/** The same mistake without anything that the file contains. */
export function withoutContent({ code, location }: ErrorDetails, root: string): ErrorDetails {
  return {
    code,
    message: sentences[code] ?? 'this is not valid here',
    hint:
      code === 'outside-root'
        ? 'If it may be read, add --allow-path DIR with its directory.'
        : `The file is outside of ${root}, the root of this run, so nothing of its text is shown.`,
    ...(location && { location }),
  };
}
