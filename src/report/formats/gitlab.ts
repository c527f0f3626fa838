import { loadMessages, type Messages } from '../../messages/messages.js';
import type { InventoryFinding } from '../../model/across.js';
import { isUnaccepted } from '../../model/gate.js';
import type { Location } from '../../model/location.js';
import type { Registry } from '../../model/registry.js';
import type { Result, RunInfo, Summary, UnreadAccount } from '../../model/result.js';
import type { Severity } from '../../model/severity.js';
import type { PolicyFinding } from '../../model/waiver.js';
import { describeUnread } from '../describe/accounts.js';
import { qualifiedName } from '../describe/registry.js';
import { describeResult } from '../describe/result.js';
import { describePolicyFinding } from '../describe/waiver.js';
import type { Format, Report, ReportOptions } from '../format.js';
import { Places } from '../places.js';
import { safeJson } from '../sanitise.js';

/** The severities of GitLab's report format, from Code Climate's. Its `info` is for what is no defect. */
const severityNames = { error: 'critical', warning: 'major', note: 'minor' } as const satisfies Record<
  Severity,
  string
>;

/** What GitLab reads of an issue: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  /** GitLab shows one issue of those that have the same. */
  readonly fingerprint: string;
  readonly severity: (typeof severityNames)[Severity] | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * A Code Quality report for merge requests on GitLab: one issue for each finding and open result, at the registry's
 * line of the inventory, else at the rule's of the policy. What is accepted is left out, since GitLab does not know of it.
 */
class GitlabReport implements Report {
  readonly #write: (text: string) => void;
  readonly #root: string | undefined;
  readonly #words: Messages;
  #places: Places | undefined;
  #written = 0;

  constructor({ write, root }: ReportOptions, messages: Messages) {
    this.#write = write;
    this.#root = root;
    this.#words = messages;
  }

  begin(run: RunInfo): void {
    this.#places = new Places(run, this.#root);
    this.#write('[');
  }

  registry(_registry: Registry, results: readonly Result[]): void {
    for (const result of results) this.#addResult(result);
  }

  end({ inventoryFindings = [], policyFindings, unread = [] }: Summary): void {
    for (const finding of inventoryFindings) this.#addResult(finding);
    for (const finding of policyFindings) this.#addPolicyFinding(finding);
    for (const one of unread) this.#addUnread(one);
    this.#write('\n]\n');
  }

  #addResult(found: Result | InventoryFinding): void {
    if (!isUnaccepted(found)) return;
    const { rule, registry, fingerprint } = found;
    const { message } = describeResult(found, this.#words);
    const name = registry && (qualifiedName(registry) || this.#words.page.noName);
    const description = name === undefined ? message : `${name}: ${message}`;
    const severity = severityNames[rule.severity];
    this.#add({ description, check_name: rule.id, fingerprint, severity }, this.#places?.of(found));
  }

  #addPolicyFinding(finding: PolicyFinding): void {
    const { code, fingerprint } = finding;
    const severity = severityNames[finding.severity];
    const description = describePolicyFinding(finding, this.#words);
    this.#add(
      { description, check_name: code, fingerprint, severity },
      this.#places?.ofPolicy(finding.waiver.location),
    );
  }

  /** Nothing is known of its registries, which is worse than any finding. */
  #addUnread(one: UnreadAccount): void {
    this.#add(
      {
        description: describeUnread(one, this.#words),
        check_name: 'unread-account',
        fingerprint: `unread-account/${one.account}`,
        severity: 'blocker',
      },
      this.#places?.ofPolicy(),
    );
  }

  #add(issue: Omit<Issue, 'location'>, place: Location | undefined): void {
    if (!place) return;
    const whole: Issue = { ...issue, location: { path: place.file, lines: { begin: place.line } } };
    this.#write(`${this.#written === 0 ? '' : ','}\n${safeJson(whole)}`);
    this.#written++;
  }
}

/** Code Quality for merge requests on GitLab. */
export const gitlab = {
  name: 'gitlab',
  description: "Code Quality on GitLab's merge requests",
  endings: ['.json'],
  async check(options): Promise<Report> {
    return new GitlabReport(options, await loadMessages(options.lang));
  },
} satisfies Format;
