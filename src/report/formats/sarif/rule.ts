import type { Messages } from '../../../messages/messages.js';
import type { RunInfo } from '../../../model/result.js';
import { highestSeverity, isRequired, type Rule } from '../../../model/rule.js';
import { helpUri, isWebPage, ruleText } from '../../describe/rule.js';
import { firstParagraph, plainText } from '../../markdown.js';
import { sanitise, shorten, showProse } from '../../sanitise.js';

/** GitHub's limits on what a rule says of itself. */
const LIMIT = { name: 255, description: 1024, tags: 20 } as const;

const lines = (markdown: string): string => markdown.trimEnd().split('\n').map(sanitise).join('\n');

/** `require-https` → `RequireHttps`. SARIF wants no name that is only the id once more (§3.49.7). */
function nameOf(id: string): string | undefined {
  const words = id.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return name === '' || name.toLowerCase() === id.toLowerCase() ? undefined : shorten(name, LIMIT.name);
}

/** A sentence with a full stop. */
export function sentence(text: string): string {
  return /[.。!?！？…]$/.test(text) ? text : `${text}${/[\p{Script=Han}）]$/u.test(text) ? '。' : '.'}`;
}

/** A page as a link; anything else as it is, for to Markdown `<OPS-212>` would be a tag. */
const link = (reference: string): string => (isWebPage(reference) ? `<${reference}>` : reference);

function helpMarkdown(rule: Rule, words: Messages): string {
  const { title, why, fix } = ruleText(rule, words);
  const links = rule.references.map((reference) => `- ${link(sanitise(reference))}`).join('\n');
  return [
    `**${sanitise(title)}**`,
    why && lines(why),
    fix && `## ${words.page.howToFix}\n\n${lines(fix)}`,
    links && `## ${words.page.references}\n\n${links}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/**
 * A rule as a SARIF reportingDescriptor. GitHub reads `security-severity` only of rules that carry the tag
 * `security`.
 */
export function ruleDescriptor(rule: Rule, { tool }: RunInfo, words: Messages): object {
  const { title, why } = ruleText(rule, words);
  // To GitHub a score of 0 is none (and so is what becomes 0.0 when it is rounded).
  const score = rule.securitySeverity?.toFixed(1);
  const security = score === undefined || score === '0.0' ? undefined : score;
  const tags = security === undefined ? rule.tags : ['security', ...rule.tags];
  const markdown = helpMarkdown(rule, words);
  return {
    id: rule.id,
    name: nameOf(rule.id),
    shortDescription: { text: shorten(sentence(showProse(title)), LIMIT.description) },
    fullDescription: {
      text: shorten(sentence(showProse(why ? firstParagraph(why) : title)), LIMIT.description),
    },
    help: { text: plainText(markdown), markdown },
    helpUri: helpUri(rule, tool),
    defaultConfiguration: { level: highestSeverity(rule) },
    properties: {
      tags: [...new Set(tags.map(sanitise))].slice(0, LIMIT.tags),
      precision: 'very-high',
      'security-severity': security,
      floor: isRequired(rule) || undefined,
    },
  };
}
