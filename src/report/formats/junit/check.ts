import type { Messages } from '../../../messages/messages.js';
import type { InventoryFinding } from '../../../model/across.js';
import { failsAlone, judgedNothing } from '../../../model/gate.js';
import type { Registry } from '../../../model/registry.js';
import type { NoticeCount, Result, RunInfo, Summary } from '../../../model/result.js';
import type { Severity } from '../../../model/severity.js';
import type { PolicyFinding } from '../../../model/waiver.js';
import { describeUnread } from '../../describe/accounts.js';
import { qualifiedName, subjectName } from '../../describe/registry.js';
import { describeResult } from '../../describe/result.js';
import { ruleText } from '../../describe/rule.js';
import { describePolicyFinding, describeSuppression } from '../../describe/waiver.js';
import type { Report, ReportOptions } from '../../format.js';
import { showProse } from '../../sanitise.js';
import { type JUnitCase, type JUnitReason, junitEnd, junitHead, junitSuite } from './xml.js';

/** What a case is made of. */
type Told = Pick<Result, 'rule' | 'outcome' | 'suppression'>;

/**
 * For the test pages of CI servers: a suite for each registry of which something is told, with a case for each result,
 * and a last one with the rules that found nothing. A case fails where it fails the gate, and is skipped where it is accepted.
 */
export class JUnitReport implements Report {
  readonly #write: (text: string) => void;
  readonly #words: Messages;
  /** Rules of which something was told. */
  readonly #spokenOf = new Set<string>();
  #run: RunInfo | undefined;

  constructor({ write }: ReportOptions, messages: Messages) {
    this.#write = write;
    this.#words = messages;
  }

  begin(run: RunInfo): void {
    this.#run = run;
    this.#write(junitHead(`${run.tool.name}: ${run.policy.name}`));
  }

  registry(registry: Registry, results: readonly Result[]): void {
    const name = qualifiedName(registry) || this.#words.page.noName;
    this.#suite(
      name,
      results.map((result) => this.#resultCase(result, name)),
    );
  }

  end(summary: Summary): void {
    const { inventoryFindings = [], policyFindings, unread = [] } = summary;
    this.#suite(
      this.#words.across.aboutAll,
      inventoryFindings.map((finding) => this.#inventoryCase(finding)),
    );
    this.#suite(this.#words.accounts.notRead, [
      ...unread.map((one) => ({
        name: one.account,
        className: this.#words.accounts.notRead,
        error: { message: describeUnread(one, this.#words), type: one.code },
      })),
    ]);
    this.#suite(
      this.#words.waivers.aboutWaivers,
      policyFindings.map((finding) => this.#policyCase(finding)),
    );
    this.#suite(this.#words.page.rules, this.#silentRules(summary));
    this.#write(junitEnd);
  }

  #suite(name: string, cases: readonly JUnitCase[]): void {
    if (cases.length > 0) this.#write(junitSuite({ name, cases }));
  }

  #resultCase(result: Result, className: string): JUnitCase {
    const { location } = result.registry;
    const { message, evidence } = describeResult(result, this.#words);
    return {
      name: result.rule.id,
      className,
      ...(location && { place: location }),
      ...this.#verdict(result, message, evidence),
    };
  }

  #inventoryCase(finding: InventoryFinding): JUnitCase {
    const { message, evidence } = describeResult(finding, this.#words);
    return {
      name: `${finding.rule.id}: ${subjectName(finding, this.#words)}`,
      className: this.#words.across.aboutAll,
      ...this.#verdict(finding, message, evidence),
    };
  }

  #policyCase(finding: PolicyFinding): JUnitCase {
    const { code, severity, waiver } = finding;
    const message = describePolicyFinding(finding, this.#words);
    const fails = this.#fails({ severity, outcome: 'fail' });
    return {
      name: message,
      className: this.#words.waivers.aboutWaivers,
      ...(waiver.location && { place: waiver.location }),
      ...(fails ? { failure: { message, type: code } } : { output: message }),
    };
  }

  /** What becomes of a case. */
  #verdict(told: Told, message: string, evidence: readonly string[]): Omit<JUnitCase, 'name' | 'className'> {
    const { rule, outcome, suppression } = told;
    this.#spokenOf.add(rule.id);
    if (outcome === 'pass') return {};
    const text = [message, ...evidence].join('\n');
    if (suppression) return { skipped: { message: describeSuppression(suppression, this.#words), text } };
    const reason: JUnitReason = { message, type: rule.severity, text };
    return this.#fails({ severity: rule.severity, outcome }) ? { failure: reason } : { output: text };
  }

  #fails(judged: Pick<Result, 'outcome'> & { readonly severity: Severity }): boolean {
    return this.#run !== undefined && failsAlone(judged, this.#run);
  }

  /**
   * A server takes a file without a single case for a run that has gone wrong, so rules that found nothing are cases.
   * They are skipped where there was nothing for them to look at.
   */
  #silentRules(summary: Summary): readonly JUnitCase[] {
    const { page } = this.#words;
    const idle = new Map(summary.notices.map((notice) => [idleRule(notice), this.#words.notice(notice)]));
    const nothing = judgedNothing(summary) ? page.nothingApplied : undefined;
    const all = summary.registries === 0 ? page.nothingChecked : nothing;
    const rules = this.#run?.policy.rules ?? [];
    return rules
      .filter(({ id }) => !this.#spokenOf.has(id))
      .map((rule) => {
        const message = all ?? idle.get(rule.id);
        const className = showProse(ruleText(rule, this.#words).title);
        return { name: rule.id, className, ...(message !== undefined && { skipped: { message } }) };
      });
  }
}

/** The rule of which a notice says that it applied to no registry. */
function idleRule({ detail }: NoticeCount): string | undefined {
  return detail?.kind === 'idle' ? detail.rule : undefined;
}
