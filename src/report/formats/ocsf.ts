import { isIP } from 'node:net';
import { loadMessages, type Messages } from '../../messages/messages.js';
import type {
  ComplianceFinding,
  CompliancePolicyFinding,
  ComplianceReport,
  FixedFinding,
  RegistryEntry,
} from '../../model/compliance.js';
import type { UnreadAccount } from '../../model/result.js';
import type { Severity } from '../../model/severity.js';
import { Mapping } from '../compliance/mapping.js';
import { NOTHING_JUDGED, nothingItem } from '../compliance/standing.js';
import type { Format, Write } from '../format.js';
import { firstParagraph } from '../markdown.js';
import { safeJson } from '../sanitise.js';

/** The version of the schema that the events are held to. */
export const OCSF_VERSION = '1.6.0';

const FINDINGS = { category_uid: 2, category_name: 'Findings' };
const CLASS = { class_uid: 2003, class_name: 'Compliance Finding' };

const activities = { create: [1, 'Create'], update: [2, 'Update'], close: [3, 'Close'] } as const;
const statuses = { new: [1, 'New'], suppressed: [3, 'Suppressed'], resolved: [4, 'Resolved'] } as const;
const verdicts = { pass: [1, 'Pass'], open: [2, 'Warning'], fail: [3, 'Fail'] } as const;
const severityIds: Readonly<Record<Severity, readonly [id: number, caption: string]>> = {
  error: [4, 'High'],
  warning: [3, 'Medium'],
  note: [2, 'Low'],
};

/** What one event says. */
interface Event {
  readonly activity: keyof typeof activities;
  readonly status: keyof typeof statuses;
  readonly verdict: keyof typeof verdicts;
  readonly severity: Severity;
  readonly message: string;
  readonly rule: string;
  /** What tells the finding from all others, over runs. */
  readonly uid: string;
  readonly since?: string;
  readonly account?: string;
  readonly region?: string;
  readonly resource?: object;
  readonly comment?: string;
}

/**
 * For a SIEM: one OCSF compliance finding a line. What could not be read is an event, too, and that no rule had
 * anything to say, so that silence does not look like a clean inventory.
 */
function writeReport(report: ComplianceReport, messages: Messages, write: Write): void {
  const mapping = new Mapping(report);
  for (const event of events(report, messages)) {
    write(`${safeJson(eventObject(event, report, mapping))}\n`);
  }
}

function* events(report: ComplianceReport, messages: Messages): Iterable<Event> {
  const nothing = nothingItem(report, messages);
  if (nothing !== undefined) yield nothingEvent(nothing);
  yield* report.unread.map(unreadEvent);
  for (const finding of report.findings) yield findingEvent(finding, report);
  yield* report.policyFindings.map(policyEvent);
  yield* (report.history?.fixed ?? []).map(fixedEvent);
}

function findingEvent(finding: ComplianceFinding, { registries }: ComplianceReport): Event {
  const { rule, severity, outcome, message, registry, fingerprint, suppression, state, since } = finding;
  const entry = registry === undefined ? undefined : registries[registry];
  return {
    activity: state === 'known' ? 'update' : 'create',
    status: suppression ? 'suppressed' : 'new',
    verdict: outcome,
    severity,
    message,
    rule,
    uid: fingerprint,
    ...(since !== undefined && { since }),
    ...(entry && { account: entry.account, resource: resourceOf(entry) }),
    ...(entry?.region !== undefined && { region: entry.region }),
    ...(suppression && { comment: suppression.kind === 'waiver' ? suppression.reason : suppression.file }),
  };
}

function nothingEvent(message: string): Event {
  return {
    activity: 'create',
    status: 'new',
    verdict: 'open',
    severity: 'warning',
    message,
    rule: NOTHING_JUDGED,
    uid: NOTHING_JUDGED,
  };
}

function unreadEvent({ account, code, message }: UnreadAccount): Event {
  return {
    activity: 'create',
    status: 'new',
    verdict: 'open',
    severity: 'error',
    message,
    rule: code,
    uid: `unread:${account}`,
    account,
  };
}

function policyEvent({ code, severity, message, fingerprint }: CompliancePolicyFinding): Event {
  return {
    activity: 'create',
    status: 'new',
    verdict: 'fail',
    severity,
    message,
    rule: code,
    uid: fingerprint,
  };
}

function fixedEvent({ rule, severity, fingerprint, account, registry, since }: FixedFinding): Event {
  return {
    activity: 'close',
    status: 'resolved',
    verdict: 'pass',
    severity,
    message: `${rule}: ${registry}`,
    rule,
    uid: fingerprint,
    since,
    account,
    resource: { name: registry, type: 'Container Registry' },
  };
}

/** A resource has to have an id or a name. */
function resourceOf({ id, name, type, region, host }: RegistryEntry): object {
  const address = host !== undefined && isIP(host) !== 0;
  return {
    uid: id,
    name: name ?? (id === undefined ? (host ?? 'unnamed') : undefined),
    type: 'Container Registry',
    region,
    ...(host !== undefined && { [address ? 'ip' : 'hostname']: host }),
    data: type === undefined ? undefined : { registry_type: type },
  };
}

function eventObject(event: Event, report: ComplianceReport, mapping: Mapping): object {
  const { activity, status, severity, message, account, region, resource, comment } = event;
  const [activityId, activityName] = activities[activity];
  const [statusId, statusName] = statuses[status];
  const [severityId, severityName] = severityIds[severity];
  const { fix } = mapping.rule(event.rule) ?? {};
  return {
    metadata: metadataOf(report),
    time: Date.parse(report.startedAt),
    ...FINDINGS,
    ...CLASS,
    type_uid: CLASS.class_uid * 100 + activityId,
    type_name: `${CLASS.class_name}: ${activityName}`,
    activity_id: activityId,
    activity_name: activityName,
    severity_id: severityId,
    severity: severityName,
    status_id: statusId,
    status: statusName,
    message,
    comment,
    finding_info: findingInfo(event, report, mapping),
    compliance: complianceOf(event, mapping),
    remediation: fix === undefined ? undefined : { desc: onOneLine(fix) },
    resources: resource && [resource],
    cloud: { provider: 'Alibaba Cloud', region, account: accountObject(account) },
  };
}

/** The first paragraph of a Markdown text. */
const onOneLine = (markdown: string): string => firstParagraph(markdown).replace(/\s+/g, ' ');

/** Numbers are what the API calls accounts; names come from an accounts file. */
function accountObject(account: string | undefined): object | undefined {
  if (!account) return undefined;
  return /^[0-9]+$/.test(account) ? { uid: account } : { name: account };
}

function metadataOf({ tool }: ComplianceReport): object {
  return {
    version: OCSF_VERSION,
    profiles: ['cloud'],
    product: { name: tool.name, vendor_name: tool.name, version: tool.version, url_string: tool.url },
  };
}

function findingInfo(
  { uid, rule, message, since }: Event,
  report: ComplianceReport,
  mapping: Mapping,
): object {
  const { title, why, references } = mapping.rule(rule) ?? {};
  const firstSeen = since === undefined ? undefined : Date.parse(since);
  return {
    uid,
    title: title ?? message,
    desc: why === undefined ? message : onOneLine(why),
    first_seen_time: firstSeen,
    last_seen_time: Date.parse(report.startedAt),
    src_url: references?.find(({ url }) => /^https?:/.test(url) && URL.canParse(url))?.url,
    types: [rule],
  };
}

function complianceOf({ rule, verdict, severity }: Event, mapping: Mapping): object {
  const [statusId, statusName] = verdicts[verdict];
  const controls = mapping.controlsOf(rule);
  const standards = [...new Set(controls.map(({ standardName }) => standardName))];
  const requirements = controls.map(({ standardName, id, title }) => `${standardName} ${id} ${title}`);
  const title = mapping.rule(rule)?.title;
  return {
    control: rule,
    desc: title,
    standards: standards.length === 0 ? undefined : standards,
    requirements: requirements.length === 0 ? undefined : requirements,
    checks: [{ uid: rule, name: title, severity, severity_id: severityIds[severity][0] }],
    status_id: statusId,
    status: statusName,
  };
}

/** Compliance findings of the Open Cybersecurity Schema Framework. */
export const ocsf = {
  name: 'ocsf',
  description: 'A SIEM: one OCSF event on a line',
  endings: ['.jsonl', '.json'],
  async report(report, write) {
    writeReport(report, await loadMessages(report.lang), write);
  },
} satisfies Format;
