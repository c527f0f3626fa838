import { type AnnotationProperties, error, notice, warning } from '@actions/core';
import type { Messages } from '../../../messages/messages.js';
import type { InventoryFinding } from '../../../model/across.js';
import { isUnaccepted, judgedNothing } from '../../../model/gate.js';
import type { Registry } from '../../../model/registry.js';
import type { Result, RunInfo, Summary } from '../../../model/result.js';
import { type Severity, severities } from '../../../model/severity.js';
import type { PolicyFinding } from '../../../model/waiver.js';
import { describeUnread, MOST_UNREAD, unreadInAll } from '../../describe/accounts.js';
import { registryName } from '../../describe/registry.js';
import { describeResult } from '../../describe/result.js';
import { ruleText } from '../../describe/rule.js';
import { describeUnseen, type Unseen, unseenTogether } from '../../describe/unseen.js';
import { describePolicyFinding, policyRules } from '../../describe/waiver.js';
import type { Report, ReportOptions } from '../../format.js';
import { firstParagraph } from '../../markdown.js';
import { Places } from '../../places.js';
import { rank } from '../../rank.js';
import { showProse, showValue } from '../../sanitise.js';
import { Worst } from '../../top-k.js';
import { MOST_ANNOTATIONS } from './limits.js';

const asManyAsShown = { error: MOST_ANNOTATIONS, warning: MOST_ANNOTATIONS, note: MOST_ANNOTATIONS };

/** Findings about waivers come first, but hundreds of unused ones must not hide what is wrong with registries. */
const MOST_ABOUT_WAIVERS = 3;

/** Nor must hundreds of groups in which something is missing. */
const MOST_ABOUT_INVENTORY = 3;

interface Annotation {
  readonly message: string;
  readonly properties: AnnotationProperties;
}

const annotateBy = { error, warning, note: notice } as const;

/**
 * Annotations on a workflow run: the worst of each severity, and what was left out. They go to standard
 * output whatever `write` is, through `@actions/core`: the runner reads workflow commands nowhere else.
 */
export class Annotations implements Report {
  readonly #words: Messages;
  readonly #root: string | undefined;
  readonly #most: Readonly<Record<Severity, number>>;
  readonly #worst: Readonly<Record<Severity, Worst<Result | Unseen>>>;
  #run: RunInfo | undefined;

  constructor({ root, annotations: most = asManyAsShown }: ReportOptions, messages: Messages) {
    this.#words = messages;
    this.#root = root;
    this.#most = most;
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
    const counting = results.filter(isUnaccepted);
    for (const told of unseenTogether(counting.toSorted((a, b) => rank(a) - rank(b)))) {
      // The worst of those that could not be seen comes first.
      const [first] = 'results' in told ? told.results : [told];
      if (first) this.#worst[first.rule.severity].add(first.outcome === 'fail' ? 0 : 1, told);
    }
  }

  end(summary: Summary): void {
    const { registries } = summary;
    if (!this.#run) return;
    const { page } = this.#words;
    const title = this.#run.tool.name;
    const { unread = [] } = summary;
    if (unread.length > 0) error(unreadText(summary, this.#words), { title });
    else if (registries === 0) warning(emptyText(summary, this.#words), { title });
    else if (judgedNothing(summary)) warning(page.nothingApplied, { title });
    const places = new Places(this.#run, this.#root);
    const all = this.#annotationsOf(summary, places);
    const remark = this.#remark(summary, all);
    for (const severity of severities) {
      // A remark is a notice too, and takes the place of the last of them.
      const most = MOST_ANNOTATIONS - (severity === 'note' && remark ? 1 : 0) - takenBy(severity, summary);
      for (const { message, properties } of all[severity].slice(0, most)) {
        annotateBy[severity](message, properties);
      }
    }
    if (remark) notice(remark, { title });
  }

  #annotationsOf(summary: Summary, places: Places): Readonly<Record<Severity, readonly Annotation[]>> {
    const of = (severity: Severity): readonly Annotation[] => {
      const aboutInventory = (summary.inventoryFindings ?? [])
        .filter(({ rule, suppression }) => rule.severity === severity && !suppression)
        .toSorted((a, b) => rank(a) - rank(b));
      const aboutWaivers = summary.policyFindings.filter((finding) => finding.severity === severity);
      return [
        ...aboutWaivers.slice(0, MOST_ABOUT_WAIVERS).map((finding) => this.#aboutWaiver(finding, places)),
        ...aboutInventory.slice(0, MOST_ABOUT_INVENTORY).map((finding) => this.#aboutResult(finding, places)),
        ...[...this.#worst[severity]].map((told) =>
          'results' in told ? this.#aboutUnseen(told, places) : this.#aboutResult(told, places),
        ),
      ].slice(0, this.#most[severity]);
    };
    return { error: of('error'), warning: of('warning'), note: of('note') };
  }

  /** How much the annotations do not show. */
  #remark(summary: Summary, shown: Readonly<Record<Severity, readonly Annotation[]>>): string | undefined {
    const { policyFindings, inventoryFindings = [], suppressed } = summary;
    const others = policyFindings.length + inventoryFindings.filter((one) => !one.suppression).length;
    const all = severities.reduce((sum, severity) => sum + this.#worst[severity].seen, others);
    const made = severities.reduce(
      (sum, severity) =>
        sum + Math.min(shown[severity].length, MOST_ANNOTATIONS - takenBy(severity, summary)),
      0,
    );
    const { waiver, baseline } = suppressed;
    const accepted = waiver + baseline > 0 ? this.#words.waivers.notShown(waiver, baseline) : undefined;
    const noteGivesWay = shown.note.length === MOST_ANNOTATIONS && (accepted || made < all) ? 1 : 0;
    const cut = made - noteGivesWay < all ? this.#words.page.leftOut(made - noteGivesWay, all) : undefined;
    return [cut, accepted].filter(Boolean).join('. ') || undefined;
  }

  #aboutWaiver(finding: PolicyFinding, places: Places): Annotation {
    const { file, line, column } = places.ofPolicy(finding.waiver.location);
    const rule = policyRules(this.#words).get(finding.code);
    const fix = rule && ruleText(rule, this.#words).fix;
    return {
      message: [describePolicyFinding(finding, this.#words), fix].filter(Boolean).join('\n'),
      properties: { title: finding.code, file, startLine: line, startColumn: column },
    };
  }

  /** What several rules could not see for one reason is one thing to be told. */
  #aboutUnseen(unseen: Unseen, places: Places): Annotation {
    const { message, rules } = describeUnseen(unseen, this.#words);
    const [first] = unseen.results;
    if (!first) return { message, properties: {} };
    return {
      message: `${message}\n${rules}`,
      properties: { ...this.#properties(first, places), title: this.#name(first.registry) },
    };
  }

  #aboutResult(found: Result | InventoryFinding, places: Places): Annotation {
    return { message: this.#message(found), properties: this.#properties(found, places) };
  }

  #message(found: Result | InventoryFinding): string {
    const { message, evidence } = describeResult(found, this.#words);
    if (found.outcome === 'open') return message;
    const { fix } = ruleText(found.rule, this.#words);
    const details = found.registry ? evidence : [];
    return [message, ...details, fix && showProse(firstParagraph(fix))].filter(Boolean).join('\n');
  }

  #properties(found: Result | InventoryFinding, places: Places): AnnotationProperties {
    const { file, line, column } = places.of(found);
    const id = showValue(found.rule.id);
    const title = found.registry ? `${this.#name(found.registry)}: ${id}` : id;
    return { title, file, startLine: line, startColumn: column };
  }

  /** What a registry is called, with the account that it is of. */
  #name(registry: Registry): string {
    const name = registryName(registry, this.#words);
    return registry.account === undefined ? name : `${showValue(registry.account)}/${name}`;
  }
}

/** That accounts could not be read is an error of its own, and takes the place of the last of the others. */
function takenBy(severity: Severity, { unread = [] }: Summary): 0 | 1 {
  return severity === 'error' && unread.length > 0 ? 1 : 0;
}

/** Which accounts could not be read: one annotation, for there are but ten. */
function unreadText(summary: Summary, words: Messages): string {
  const { unread = [] } = summary;
  const lines = unread.slice(0, MOST_UNREAD).map((one) => describeUnread(one, words));
  const more = unread.length - lines.length;
  return [unreadInAll(summary, words), ...lines, ...(more > 0 ? [words.accounts.more(more)] : [])].join('\n');
}

/** That an empty inventory passes is by its option; where something is missing from it, it does not. */
const emptyText = ({ failed }: Summary, { page }: Messages): string =>
  failed ? page.nothingChecked : `${page.nothingChecked}. ${page.whyNothing}`;
