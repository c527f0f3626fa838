import type { Messages } from '../../../messages/messages.js';
import type { InventoryFinding } from '../../../model/across.js';
import type { BaselineEntry } from '../../../model/baseline.js';
import type { Location } from '../../../model/location.js';
import type { Result } from '../../../model/result.js';
import type { PolicyFinding, Suppression } from '../../../model/waiver.js';
import { qualifiedName } from '../../describe/registry.js';
import { describeResult } from '../../describe/result.js';
import { describeAbsent, describePolicyFinding, describeSuppression } from '../../describe/waiver.js';
import type { Places } from '../../places.js';
import { shorten, showValue } from '../../sanitise.js';
import { sentence } from './rule.js';

/** The base of all paths: the root of the repository, wherever it is checked out. */
export const ROOT = '%SRCROOT%';

/** GitHub shows no more of a message. */
const MESSAGE_LIMIT = 1024;

const escaped = (text: string): string => text.replace(/[{}]/g, '$&$&').replaceAll('](', '] (');

/**
 * A text as a SARIF message: braces are doubled (§3.11.5), and `](` is parted, because a registry's name must
 * not become a link (§3.11.6). Where that makes it too long, it is cut before, so that no pair is parted.
 */
export function messageText(text: string): string {
  const message = escaped(text);
  if (message.length <= MESSAGE_LIMIT) return message;
  return messageText(shorten(text, text.length - Math.ceil((message.length - MESSAGE_LIMIT) / 2)));
}

/** A path as a relative URI reference. */
function uriOf(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** GitHub asks for an end, too: the first character of the record, or of the rule, stands for all of it. */
const regionOf = ({ line, column }: Location): object => ({
  startLine: line,
  startColumn: column,
  endLine: line,
  endColumn: column + 1,
});

/**
 * SARIF wants the level `none`, or no level, for a kind other than `fail` (§3.27.10). GitHub does not read
 * the kind, and takes a missing level from the rule. So an open result has none: to SARIF it is undecided,
 * and on GitHub it is an alert as severe as the rule. For a pass `none` is said, as it must not look like one.
 */
function level({ outcome, rule }: Pick<Result, 'outcome' | 'rule'>): string | undefined {
  if (outcome === 'fail') return rule.severity;
  return outcome === 'open' ? undefined : 'none';
}

/**
 * One result. It has one location, since GitHub reads only the first, and a hash of its own, since GitHub
 * tells alerts of one rule on one line apart by nothing else.
 */
export function resultObject(
  found: Result | InventoryFinding,
  ruleIndex: number,
  places: Places,
  words: Messages,
): object {
  const { rule, registry, outcome, fingerprint } = found;
  const { name, message, evidence } = describeResult(found, words);
  const fullName = qualifiedName(registry ?? ('subject' in found ? found.subject : {}));
  return {
    ruleId: rule.id,
    ruleIndex,
    kind: outcome,
    level: level(found),
    message: { text: messageText(sentence(registry ? `${name}: ${message}` : message)) },
    locations: [
      {
        ...physical(places.of(found)),
        logicalLocations: [
          { name, fullyQualifiedName: registry ? fullName : fullName || name, kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: fingerprints(fingerprint),
    baselineState: found.baselineState,
    suppressions: found.suppression && [suppressionObject(found.suppression, places, words)],
    properties: {
      registry: registry && {
        index: registry.index,
        account: registry.account,
        Id: registry.Id,
        AliUid: registry.AliUid,
      },
      about: registry || !('subject' in found) ? undefined : found.subject,
      evidence: found.evidence.map(({ field }, at) => ({ field, text: evidence[at] })),
    },
  };
}

const physical = (place: Location) => ({
  physicalLocation: {
    artifactLocation: { uri: uriOf(place.file), uriBaseId: ROOT },
    region: regionOf(place),
  },
});

const fingerprints = (fingerprint: string): object => ({
  primaryLocationLineHash: fingerprint,
  'registryLint/v1': fingerprint,
});

/** Accepted by people, in a file that is no part of what was checked: `external` (§3.35.2). */
function suppressionObject(suppression: Suppression, places: Places, words: Messages): object {
  const { waiver } = suppression.kind === 'waiver' ? suppression : { waiver: undefined };
  return {
    kind: 'external',
    status: 'accepted',
    justification: describeSuppression(suppression, words),
    location: waiver && physical(places.ofPolicy(waiver.location)),
    properties: { kind: suppression.kind, expires: waiver?.expires },
  };
}

/** A finding about a waiver, at its line. */
export function policyFindingObject(
  finding: PolicyFinding,
  ruleIndex: number,
  places: Places,
  words: Messages,
): object {
  return {
    ruleId: finding.code,
    ruleIndex,
    kind: 'fail',
    level: finding.severity,
    message: { text: messageText(sentence(describePolicyFinding(finding, words))) },
    locations: [physical(places.ofPolicy(finding.waiver.location))],
    partialFingerprints: fingerprints(finding.fingerprint),
  };
}

/**
 * A finding of the baseline that is no longer there. Nothing is wrong any more, and a reader that does not know
 * of baselines must not take it for a failure.
 */
export function absentObject(
  entry: BaselineEntry,
  ruleIndex: number,
  places: Places,
  words: Messages,
): object {
  const name = showValue(entry.RegistryName ?? '') || words.page.noName;
  return {
    ruleId: entry.rule,
    ruleIndex,
    kind: 'informational',
    level: 'none',
    message: { text: messageText(sentence(describeAbsent(entry, words))) },
    locations: [
      {
        ...physical(places.ofPolicy()),
        logicalLocations: [{ name, fullyQualifiedName: qualifiedName(entry), kind: 'resource' }],
      },
    ],
    partialFingerprints: fingerprints(entry.fingerprint),
    baselineState: 'absent',
  };
}
