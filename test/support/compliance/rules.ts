import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { RuleStanding } from '../../../src/model/compliance.js';
import type { Severity } from '../../../src/model/severity.js';
import { root } from '../../cli/run.js';

interface Texts {
  readonly title: string;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

/** A file of `rules/`, as far as a report is made of it. */
export interface RuleFile extends Texts {
  readonly id: string;
  readonly severity: Severity;
  readonly references?: RuleStanding['references'];
  readonly controls?: readonly { readonly standard: string; readonly id: string; readonly reason: string }[];
  readonly zh: Texts & { readonly reasons?: readonly string[] };
}

/** The built-in rules, by their files. */
export const ruleFiles: readonly RuleFile[] = readdirSync(join(root, 'rules'))
  .filter((file) => file.endsWith('.yaml'))
  .toSorted()
  .map((file): RuleFile => parse(readFileSync(join(root, 'rules', file), 'utf8')));

/** The texts of a rule in a language. */
export function textsOf(rule: RuleFile, lang: 'en' | 'zh'): Texts {
  return lang === 'zh' ? rule.zh : rule;
}
