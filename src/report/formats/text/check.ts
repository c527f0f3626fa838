import type { Messages } from '../../../messages/messages.js';
import { isBad } from '../../../model/gate.js';
import type { Registry } from '../../../model/registry.js';
import type { Result, RunInfo, Summary } from '../../../model/result.js';
import type { Rule } from '../../../model/rule.js';
import { Affected } from '../../affected.js';
import { headingDetails, registryName, sourceOf } from '../../describe/registry.js';
import { describeResult } from '../../describe/result.js';
import { ruleText } from '../../describe/rule.js';
import { describeUnseen, type Unseen, unseenTogether } from '../../describe/unseen.js';
import { describeSuppression } from '../../describe/waiver.js';
import type { Report, ReportOptions } from '../../format.js';
import { firstParagraph } from '../../markdown.js';
import { type Paint, type Palette, palette } from '../../paint.js';
import { policyName } from '../../policy-name.js';
import { rank } from '../../rank.js';
import { showProse, showValue } from '../../sanitise.js';
import { columns, hang, pad } from '../../wrap.js';
import { conclusion, noticeLines } from './conclusion.js';
import { inventoryLines } from './inventory-findings.js';
import { unreadLines } from './unread.js';
import { absentLines, type Layout, waiverLines } from './waivers.js';

/** What stands before a result: a mark, a word, a colour. */
interface Label {
  readonly mark: string;
  readonly word: string;
  readonly paint: Paint;
}

/** For people at a terminal: grouped by registry, worst first, and how to fix each rule once, at the end. */
export class TextReport implements Report {
  readonly #write: (text: string) => void;
  readonly #width: number;
  readonly #words: Messages;
  readonly #paint: Palette;
  readonly #labels: Readonly<Record<string, Label>>;
  readonly #indent: number;
  /** How often each rule failed. Grows with the policy, not with the inventory. */
  readonly #failures = new Map<string, number>();
  readonly #affected = new Affected();
  #run: RunInfo | undefined;

  constructor(options: ReportOptions, messages: Messages) {
    this.#write = options.write;
    this.#width = Math.max(40, options.width ?? 80);
    this.#words = messages;
    this.#paint = palette(options.colour === true);
    this.#labels = labels(this.#words, this.#paint);
    const word = Math.max(...Object.values(this.#labels).map((label) => columns(label.word)));
    this.#indent = 2 + 2 + word + 2;
  }

  begin(run: RunInfo): void {
    this.#run = run;
    this.#affected.begin(run);
    const { rules } = run.policy;
    const source = sourceOf(run.origin, this.#words);
    const about = this.#words.page.checks(source, policyName(run.policy, this.#words), rules.length);
    this.#titled(`${run.tool.name} ${run.tool.version}`, about);
  }

  registry(registry: Registry, results: readonly Result[]): void {
    this.#line();
    this.#titled(registryName(registry, this.#words), headingDetails(registry));
    const counting = results.filter(({ suppression }) => suppression === undefined);
    for (const told of unseenTogether(counting.toSorted((a, b) => rank(a) - rank(b)))) {
      if ('results' in told) this.#unseen(told);
      else this.#result(told);
    }
    this.#affected.take(registry, counting);
    if (counting.length < results.length) this.#accepted(results);
  }

  end(summary: Summary): void {
    const layout = this.#layout();
    const { inventoryFindings = [] } = summary;
    for (const line of inventoryLines(inventoryFindings, layout, this.#words)) this.#line(line);
    for (const { outcome, rule, suppression } of inventoryFindings) {
      if (outcome === 'fail' && !suppression) this.#countFailure(rule);
    }
    for (const line of waiverLines(summary.policyFindings, layout, this.#words)) this.#line(line);
    this.#fixes();
    for (const line of absentLines(summary.baseline, layout, this.#words)) this.#line(line);
    for (const line of noticeLines(summary.notices, this.#width, this.#words, this.#paint)) this.#line(line);
    for (const line of unreadLines(summary, this.#width, this.#words, this.#paint)) this.#line(line);
    if (!this.#run) return;
    const { failOn, failOnOpen } = this.#run;
    const gate = { failOn, failOnOpen, checked: this.#affected.told(summary, this.#words) };
    for (const line of conclusion(summary, gate, this.#width, this.#words, this.#paint)) this.#line(line);
  }

  #countFailure({ id }: Rule): void {
    this.#failures.set(id, (this.#failures.get(id) ?? 0) + 1);
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
    const { rule, outcome } = result;
    const label = this.#labelOf(outcome === 'fail' ? rule.severity : outcome);
    const { message, evidence } = describeResult(result, this.#words, true);
    const bad = isBad(outcome);
    const head = `  ${label.paint(this.#marked(label))}  `;
    this.#line(head + hang(bad ? message : `${showValue(rule.id)} · ${message}`, this.#width, this.#indent));
    if (!bad) return;
    const severity = ` (${this.#words.page.severity[rule.severity]})`;
    const id = showValue(rule.id);
    const reasons = outcome === 'open' ? [id + severity] : [id, ...evidence];
    const details = [...reasons, ...(rule.floor ? [this.#words.page.byFloor] : [])].join(' · ');
    const indent = ' '.repeat(this.#indent);
    this.#faint(indent + hang(details, this.#width, this.#indent), this.#indent + id.length);
    if (outcome === 'fail') this.#countFailure(rule);
  }

  /** What no rule could decide for one and the same reason. */
  #unseen(unseen: Unseen): void {
    const label = this.#labelOf('open');
    const { message, rules } = describeUnseen(unseen, this.#words);
    const head = `  ${label.paint(this.#marked(label))}  `;
    this.#line(head + hang(message, this.#width, this.#indent));
    this.#faint(' '.repeat(this.#indent) + hang(rules, this.#width, this.#indent), this.#indent);
  }

  /** What is accepted, faintly: a line for each waived finding, and one for all that stand in the baseline. */
  #accepted(results: readonly Result[]): void {
    const known: string[] = [];
    for (const { rule, suppression } of results) {
      const id = showValue(rule.id);
      if (suppression?.kind === 'baseline') known.push(id);
      else if (suppression)
        this.#faintly('waived', `${id} · ${describeSuppression(suppression, this.#words)}`);
    }
    if (known.length > 0) this.#faintly('known', this.#words.result.list(known));
  }

  #faintly(label: string, text: string): void {
    const head = `  ${this.#marked(this.#labelOf(label))}  `;
    this.#faint(head + hang(text, this.#width, this.#indent), 0);
  }

  #marked({ mark, word }: Label): string {
    return `${mark} ${pad(word, this.#indent - 6)}`;
  }

  #layout(): Layout {
    return {
      width: this.#width,
      indent: this.#indent,
      paint: this.#paint,
      label: (name) => this.#labelOf(name).paint(this.#marked(this.#labelOf(name))),
    };
  }

  #labelOf(name: string): Label {
    const label = this.#labels[name];
    if (!label) throw new TypeError(`no label for ${name}`);
    return label;
  }

  /** The first paragraph of each failed rule's fix, once: the same words under every finding are noise. */
  #fixes(): void {
    if (this.#failures.size === 0 || !this.#run) return;
    const { page } = this.#words;
    this.#line(`\n${this.#paint.bold(page.howToFix)}`);
    for (const rule of this.#run.policy.rules) {
      const count = this.#failures.get(rule.id);
      if (count === undefined) continue;
      this.#line(`  ${hang(`${showValue(rule.id)} ${page.times(count)}`, this.#width, 2)}`);
      const { fix: markdown, title } = ruleText(rule, this.#words);
      const fix = showProse(markdown === undefined ? page.wanted(title) : firstParagraph(markdown));
      this.#line(`    ${hang(fix, this.#width, 4)}`);
    }
    // A rule of the user's own has no page to be shown.
    if (!this.#run.policy.rules.some(({ id, builtin }) => builtin && this.#failures.has(id))) return;
    this.#line(`  ${this.#paint.dim(hang(page.explain, this.#width, 2))}`);
  }

  #line(text = ''): void {
    this.#write(`${text}\n`);
  }
}

function labels({ page, waivers }: Messages, paint: Palette): Readonly<Record<string, Label>> {
  return {
    error: { mark: '✖', word: page.severity.error, paint: paint.red },
    warning: { mark: '▲', word: page.severity.warning, paint: paint.yellow },
    note: { mark: '●', word: page.severity.note, paint: paint.blue },
    open: { mark: '?', word: page.open, paint: paint.magenta },
    pass: { mark: '✔', word: page.pass, paint: paint.green },
    notApplicable: { mark: '–', word: page.notApplicable, paint: paint.dim },
    waived: { mark: '○', word: waivers.waived, paint: paint.dim },
    known: { mark: '○', word: waivers.known, paint: paint.dim },
  };
}
