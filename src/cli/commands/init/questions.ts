import { didYouMean } from '../../../model/suggest.js';
import type { Wishes } from './plan.js';

/** Puts a question and waits for one line. */
export type Ask = (question: string) => Promise<string>;

/** What was said on the command line; the rest is asked for, or has a usual value. */
export type Given = { readonly [key in keyof Wishes]?: Wishes[key] | undefined };

/** What is done when nobody says anything. */
export const usual: Wishes = { pack: 'recommended', workflow: true, ignore: true };

/** A pack, as its choice is shown. */
export interface PackChoice {
  readonly name: string;
  readonly title: string;
}

/** Asks for what was not given. An empty answer takes the usual value; one that is not understood is asked again. */
export async function askFor(given: Given, packs: readonly PackChoice[], ask: Ask): Promise<Wishes> {
  const pack = given.pack ?? (await askForPack(packs, ask));
  const workflow =
    given.workflow ?? (await askYesOrNo('Add a GitHub workflow that checks every night?', ask));
  const ignore = given.ignore ?? (await askYesOrNo('Let git ignore registries and reports?', ask));
  return { pack, workflow, ignore };
}

async function askForPack(packs: readonly PackChoice[], ask: Ask): Promise<string> {
  const list = packs.map(({ name, title }) => `  ${name}: ${title}\n`).join('');
  const names = packs.map(({ name }) => name);
  for (let question = `The pack to begin with:\n${list}Pack [${usual.pack}]: `; ; ) {
    const answer = (await ask(question)).trim();
    if (answer === '') return usual.pack;
    if (names.includes(answer)) return answer;
    question = `${didYouMean(answer, names) ?? `There are ${names.join(' and ')}.`}\nPack [${usual.pack}]: `;
  }
}

async function askYesOrNo(question: string, ask: Ask): Promise<boolean> {
  for (let text = `${question} [Y/n] `; ; text = 'Please answer y or n: ') {
    const answer = (await ask(text)).trim().toLowerCase();
    if (/^(?:|y|yes)$/.test(answer)) return true;
    if (/^(?:n|no)$/.test(answer)) return false;
  }
}
