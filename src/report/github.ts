import { type AnnotationProperties, error, notice, warning } from '@actions/core';
import type { Registry } from '../model/registry.js';
import type { Result, RunInfo, Summary } from '../model/result.js';
import { type Severity, severities } from '../model/severity.js';
import { firstParagraph } from './markdown.js';
import { describeResult, registryName, ruleText } from './message.js';
import { Places } from './place.js';
import type { CreateReport, Report, ReportOptions } from './report.js';
import { showProse, showValue } from './sanitise.js';
import { type Words, wordsOf } from './words/words.js';
import { Worst } from './worst.js';

/** GitHub shows so many annotations of a severity for a step, and drops the others without a word. */
export const MOST_ANNOTATIONS = 10;

const asManyAsShown = { error: MOST_ANNOTATIONS, warning: MOST_ANNOTATIONS, note: MOST_ANNOTATIONS };

const annotateBy = { error, warning, note: notice } as const;

/**
 * Annotations on a workflow run: the worst of each severity, and what was left out. They go to standard
 * output whatever `write` is, through `@actions/core`: the runner reads workflow commands nowhere else.
 */
class GithubReport implements Report {
  readonly #words: Words;
  readonly #root: string | undefined;
  readonly #worst: Readonly<Record<Severity, Worst<Result>>>;
  #run: RunInfo | undefined;

  constructor({ lang, root, annotations: most = asManyAsShown }: ReportOptions) {
    this.#words = wordsOf(lang);
    this.#root = root;
    this.#worst = {
      error: new Worst(most.error, 2),
      warning: new Worst(most.warning, 2),
      note: new Worst(most.note, 2),
    };
  }

  begin(run: RunInfo): void {
    this.#run = run;
  }

  registry(_registry: Registry, results: readonly Result[]): void {
    for (const result of results) {
      if (result.outcome === 'fail') this.#worst[result.rule.severity].add(0, result);
      if (result.outcome === 'open') this.#worst[result.rule.severity].add(1, result);
    }
  }

  end({ registries }: Summary): void {
    const nothing = severities.every((severity) => this.#worst[severity].seen === 0);
    if (!this.#run || (nothing && registries > 0)) return;
    const { page } = this.#words;
    const title = this.#run.tool.name;
    if (registries === 0) warning(`${page.nothingChecked}. ${page.whyNothing}`, { title });
    const places = new Places(this.#run, this.#root);
    const remark = this.#leftOut();
    for (const severity of severities) {
      // A remark is a notice too, and takes the place of the last of them.
      const most = severity === 'note' && remark ? MOST_ANNOTATIONS - 1 : MOST_ANNOTATIONS;
      for (const result of [...this.#worst[severity]].slice(0, most))
        annotateBy[severity](this.#message(result), this.#properties(result, places));
    }
    if (remark) notice(remark, { title });
  }

  /** How much the annotations do not show. */
  #leftOut(): string | undefined {
    const all = severities.reduce((sum, severity) => sum + this.#worst[severity].seen, 0);
    const kept = severities.reduce((sum, severity) => sum + this.#worst[severity].kept, 0);
    if (all === kept) return undefined;
    const noteGivesWay = this.#worst.note.kept === MOST_ANNOTATIONS ? 1 : 0;
    return this.#words.page.leftOut(kept - noteGivesWay, all);
  }

  #message(result: Result): string {
    const { message, evidence } = describeResult(result, this.#words);
    if (result.outcome === 'open') return message;
    const { fix } = ruleText(result.rule, this.#words);
    return [message, ...evidence, fix && showProse(firstParagraph(fix))].filter(Boolean).join('\n');
  }

  #properties(result: Result, places: Places): AnnotationProperties {
    const { file, line, column } = places.of(result);
    const title = `${registryName(result.registry, this.#words)}: ${showValue(result.rule.id)}`;
    return { title, file, startLine: line, startColumn: column };
  }
}

/** The report for a workflow run. */
export const githubReport: CreateReport = (options) => new GithubReport(options);
