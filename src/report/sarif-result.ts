import type { Location } from '../model/location.js';
import type { Registry } from '../model/registry.js';
import type { Result } from '../model/result.js';
import { describeResult, registryName } from './message.js';
import type { Places } from './place.js';
import { shorten, showValue } from './sanitise.js';
import { sentence } from './sarif-rule.js';
import type { Words } from './words/words.js';

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

const shown = (value: string | undefined): string => showValue(value ?? '');

/** `harbor/cn-hangzhou/payments#66486`: which registry it is, for people and for programs that group by it. */
function qualifiedName(registry: Registry): string {
  const path = [registry.RegistryType, registry.RegionId, registry.RegistryName].map(shown).filter(Boolean);
  return path.join('/') + (registry.Id === undefined ? '' : `#${registry.Id}`);
}

/**
 * SARIF wants the level `none`, or no level, for a kind other than `fail` (§3.27.10). GitHub does not read
 * the kind, and takes a missing level from the rule. So an open result has none: to SARIF it is undecided,
 * and on GitHub it is an alert as severe as the rule. For a pass `none` is said, as it must not look like one.
 */
function level({ outcome, rule }: Result): string | undefined {
  if (outcome === 'fail') return rule.severity;
  return outcome === 'open' ? undefined : 'none';
}

/**
 * One result. It has one location, since GitHub reads only the first, and a hash of its own, since GitHub
 * tells alerts of one rule on one line apart by nothing else.
 */
export function resultObject(result: Result, ruleIndex: number, places: Places, words: Words): object {
  const { rule, registry, outcome, fingerprint } = result;
  const { message, evidence } = describeResult(result, words);
  const name = registryName(registry, words);
  const place = places.of(result);
  return {
    ruleId: rule.id,
    ruleIndex,
    kind: outcome,
    level: level(result),
    message: { text: messageText(sentence(`${name}: ${message}`)) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(place.file), uriBaseId: ROOT },
          region: regionOf(place),
        },
        logicalLocations: [{ name, fullyQualifiedName: qualifiedName(registry), kind: 'resource' }],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'registryLint/v1': fingerprint },
    properties: {
      registry: { index: registry.index, Id: registry.Id, AliUid: registry.AliUid },
      evidence: result.evidence.map(({ field }, at) => ({ field, text: evidence[at] })),
    },
  };
}
