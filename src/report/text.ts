import type { Registry } from '../model/registry.js';
import type { Result, RunInfo, Summary } from '../model/result.js';
import type { Rule } from '../model/rule.js';
import { firstParagraph } from './markdown.js';
import { describeResult, registryName, ruleText } from './message.js';
import { type Paint, type Palette, palette } from './paint.js';
import { rank } from './rank.js';
import type { CreateReport, Report, ReportOptions } from './report.js';
import { showProse, showValue } from './sanitise.js';
import { headingDetails, sourceOf } from './text-heading.js';
import { conclusion, noticeLines } from './text-summary.js';
import { type Words, wordsOf } from './words/words.js';
import { columns, hang, pad } from './wrap.js';

/** What stands before a result: a mark, a word, a colour. */
interface Label {
  readonly mark: string;
  readonly word: string;
  readonly paint: Paint;
}

/** For people at a terminal: grouped by registry, worst first, and how to fix each rule once, at the end. */
class TextReport implements Report {
  readonly #write: (text: string) => void;
  readonly #width: number;
  readonly #words: Words;
  readonly #paint: Palette;
  readonly #labels: Readonly<Record<string, Label>>;
  readonly #indent: number;
  /** How often each rule failed. Grows with the policy, not with the inventory. */
  readonly #failures = new Map<Rule, number>();
  #withFindings = 0;
  #run: RunInfo | undefined;

  constructor(options: ReportOptions) {
    this.#write = options.write;
    this.#width = Math.max(40, options.width ?? 80);
    this.#words = wordsOf(options.lang);
    this.#paint = palette(options.colour === true);
    this.#labels = labels(this.#words, this.#paint);
    const word = Math.max(...Object.values(this.#labels).map((label) => columns(label.word)));
    this.#indent = 2 + 2 + word + 2;
  }

  begin(run: RunInfo): void {
    this.#run = run;
    const { name, rules } = run.policy;
    const source = sourceOf(run.origin, this.#words);
    const about = this.#words.page.checks(source, showValue(name), rules.length);
    this.#titled(`${run.tool.name} ${run.tool.version}`, about);
  }

  registry(registry: Registry, results: readonly Result[]): void {
    this.#line();
    this.#titled(registryName(registry, this.#words), headingDetails(registry));
    for (const result of results.toSorted((a, b) => rank(a) - rank(b))) this.#result(result);
    if (results.some(({ outcome }) => outcome === 'fail' || outcome === 'open')) this.#withFindings++;
  }

  end(summary: Summary): void {
    this.#fixes();
    for (const line of noticeLines(summary.notices, this.#width, this.#words, this.#paint)) this.#line(line);
    if (!this.#run) return;
    const { failOn, failOnOpen } = this.#run;
    const gate = { failOn, failOnOpen, withFindings: this.#withFindings };
    for (const line of conclusion(summary, gate, this.#width, this.#words, this.#paint)) this.#line(line);
  }

  /** A title, and behind it what is less important. */
  #titled(title: string, rest: string): void {
    this.#faint(hang(`${title}  ${rest}`, this.#width, 2), title.length, this.#paint.bold);
  }

  /** A text of which only the first characters, if any, are not faint. */
  #faint(text: string, from: number, paint: Paint = (same) => same): void {
    const { dim } = this.#paint;
    const [first = '', ...more] = text.split('\n');
    this.#line([paint(first.slice(0, from)) + dim(first.slice(from)), ...more.map(dim)].join('\n'));
  }

  #result(result: Result): void {
    const { mark, word, paint } = this.#label(result);
    const { message, evidence } = describeResult(result, this.#words, true);
    const { rule, outcome } = result;
    const bad = outcome === 'fail' || outcome === 'open';
    const head = `  ${paint(`${mark} ${pad(word, this.#indent - 6)}`)}  `;
    this.#line(head + hang(bad ? message : `${showValue(rule.id)} · ${message}`, this.#width, this.#indent));
    if (!bad) return;
    const severity = ` (${this.#words.page.severity[rule.severity]})`;
    const id = showValue(rule.id);
    const details = outcome === 'open' ? id + severity : [id, ...evidence].join(' · ');
    const indent = ' '.repeat(this.#indent);
    this.#faint(indent + hang(details, this.#width, this.#indent), this.#indent + id.length);
    if (outcome === 'fail') this.#failures.set(rule, (this.#failures.get(rule) ?? 0) + 1);
  }

  #label({ outcome, rule }: Result): Label {
    const label = this.#labels[outcome === 'fail' ? rule.severity : outcome];
    if (!label) throw new TypeError(`no label for ${outcome}`);
    return label;
  }

  /** The first paragraph of each failed rule's fix, once: the same words under every finding are noise. */
  #fixes(): void {
    if (this.#failures.size === 0 || !this.#run) return;
    const { page } = this.#words;
    this.#line(`\n${this.#paint.bold(page.howToFix)}`);
    for (const rule of this.#run.policy.rules) {
      const count = this.#failures.get(rule);
      if (count === undefined) continue;
      this.#line(`  ${hang(`${showValue(rule.id)} ${page.times(count)}`, this.#width, 2)}`);
      const { fix: markdown, title } = ruleText(rule, this.#words);
      const fix = showProse(markdown === undefined ? page.wanted(title) : firstParagraph(markdown));
      this.#line(`    ${hang(fix, this.#width, 4)}`);
    }
    this.#line(`  ${this.#paint.dim(hang(page.explain, this.#width, 2))}`);
  }

  #line(text = ''): void {
    this.#write(`${text}\n`);
  }
}

function labels({ page }: Words, paint: Palette): Readonly<Record<string, Label>> {
  return {
    error: { mark: '✖', word: page.severity.error, paint: paint.red },
    warning: { mark: '▲', word: page.severity.warning, paint: paint.yellow },
    note: { mark: '●', word: page.severity.note, paint: paint.blue },
    open: { mark: '?', word: page.open, paint: paint.magenta },
    pass: { mark: '✔', word: page.pass, paint: paint.green },
    notApplicable: { mark: '–', word: page.notApplicable, paint: paint.dim },
  };
}

/** The report for people. */
export const textReport: CreateReport = (options) => new TextReport(options);
