import { Option } from 'commander';
import type { Language } from '../../model/language.js';
import { choose } from './choice.js';
import { offering } from './choices.js';

const languages = ['en', 'zh'] as const satisfies readonly Language[];

/** The option that says in which language people are told. */
export function languageOption(): Option {
  const option = new Option('--lang <language>', 'en or zh; the language of your system unless said');
  return offering(
    option.argParser((value) => choose('language', value, languages)),
    languages,
  );
}

/** The language of the system, as POSIX finds it: the first of three variables that is set. */
export function systemLanguage(env: NodeJS.ProcessEnv): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^zh(?![a-z])/i.test(locale) ? 'zh' : 'en';
}
