import { createHmac } from 'node:crypto';
import type { ComplianceFinding, ComplianceReport } from '../../model/compliance.js';
import { safeJson, shorten } from '../../report/sanitise.js';
import { changes as allChanges, type Change, statesOf } from '../changes.js';
import type { Notification } from '../notification.js';
import type { Service } from './service.js';

/**
 * Any other server: what was found as JSON, in the form of schema/notification.schema.json. It is signed over the
 * time and the body, so that nobody can send one of his own, or the same one again later.
 */
export const webhook: Service = {
  title: 'the webhook',
  request: (notification, { url, secret }, now) => {
    const body = safeJson(documentOf(notification));
    return {
      url,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(secret === undefined ? {} : { 'x-registry-lint-signature': signature(body, secret, now) }),
      },
      body,
    };
  },
  refusal: ({ status }) =>
    status >= 200 && status < 300
      ? undefined
      : { reason: `it answered HTTP ${status}`, hint: 'A status of 2xx is what says that it was taken.' },
};

function signature(body: string, secret: string, now: Date): string {
  const time = Math.floor(now.getTime() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/** A text that others wrote can have any length; a notification must not. */
const bounded = (text: string): string => shorten(text, 500);

/** So many accounts are named; their number is always told. */
const ACCOUNTS = 20;

function documentOf(notification: Notification): object {
  const { report, state, changes, title, lines, link, worst } = notification;
  const { registries, judged, compliant, counts, suppressed } = report.standing;
  const { failOn, failOnOpen, failed } = report.gate;
  return {
    $schema: 'https://unpkg.com/registry-lint/schema/notification.schema.json',
    version: 1,
    tool: report.tool,
    startedAt: report.startedAt,
    policy: report.policy.name,
    state,
    gate: { failOn, failOnOpen, failed },
    standing: { registries, judged, compliant, counts, suppressed },
    unread: {
      count: report.unread.length,
      accounts: report.unread.slice(0, ACCOUNTS).map(({ account, code, message }) => ({
        account: bounded(account),
        code,
        message: bounded(message),
      })),
    },
    policyFindings: report.policyFindings.length,
    ...comparison(report, changes),
    findings: worst.map((finding) => findingOf(report, finding)),
    ...(link ? { reportUrl: link.url.href } : {}),
    title,
    text: lines.map(({ kind, text }) => (kind === 'item' ? `- ${text}` : text)).join('\n'),
  };
}

/** Without a run to compare to, nothing is said of changes: an empty list would read as "none". */
function comparison(report: ComplianceReport, changes: readonly Change[] | undefined): object {
  const { history } = report;
  if (!changes || !history) return {};
  return {
    changes: allChanges.filter((change) => changes.includes(change)),
    since: history.previous,
    ...statesOf(report),
    fixed: history.fixed.length,
  };
}

function findingOf({ registries }: ComplianceReport, finding: ComplianceFinding): object {
  const { rule, severity, outcome, message, fingerprint, state, registry } = finding;
  const entry = registry === undefined ? undefined : registries[registry];
  return {
    rule: bounded(rule),
    severity,
    outcome,
    message: bounded(message),
    fingerprint,
    ...(state === undefined ? {} : { state }),
    ...(entry ? { registry: { account: bounded(entry.account), ...named(entry) } } : {}),
  };
}

function named({ id, name, region, host }: ComplianceReport['registries'][number]): object {
  return Object.fromEntries(
    Object.entries({ id, name, region, host }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, bounded(value)]],
    ),
  );
}
