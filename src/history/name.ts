const START = 'run-';
const END = '.jsonl';
const NAME = /^run-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{16}\.jsonl$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether a text is a time as runs have it. */
export const isTime = (text: string): boolean => TIME.test(text) && !Number.isNaN(Date.parse(text));

/**
 * The name of a run's file. It sorts by time; its end is made of what the file holds, so two runs in the same
 * millisecond have two files, and one file never has two contents.
 *
 * @param sum SHA-256 of what the file holds, in hexadecimal digits
 */
export function runName(startedAt: string, sum: string): string {
  return `${START}${startedAt.replaceAll(/[-:.]/g, '')}-${sum.slice(0, 16)}${END}`;
}

/** Whether a file wants to be a run of the history; anything else in the folder is left alone. */
export function claimsToBeRun(name: string): boolean {
  return name.startsWith(START) && name.endsWith(END);
}

/** When the run of a file began; undefined where its name is not that of a run. */
export function timeOfRun(name: string): string | undefined {
  return NAME.test(name) ? name.replace(NAME, '$1-$2-$3T$4:$5:$6.$7Z') : undefined;
}

/** The name of a file that is not finished; nobody reads it. */
export const temporaryName = (name: string, unique: string): string => `.${name}.${unique}.tmp`;

/** Whether a file is one that was not finished. */
export function isTemporary(name: string): boolean {
  return name.startsWith(`.${START}`) && name.endsWith('.tmp');
}
