import type { Messages } from '../../messages/messages.js';
import type { RunInfo } from '../../model/result.js';
import type { Rule, RuleText } from '../../model/rule.js';

/** Whether a reference of a rule is a page of the web, and not the number of a ticket or the name of a book. */
export const isWebPage = (reference: string): boolean =>
  /^https?:/i.test(reference) && URL.canParse(reference);

/** Where the rule is explained: its page, or for a rule of the user's own its first reference. */
export function helpUri(rule: Rule, tool: RunInfo['tool']): string | undefined {
  const own = rule.references.find(isWebPage);
  return rule.builtin ? `${tool.url}/blob/main/docs/rules/${rule.id}.md` : own;
}

/** The rule's texts in the language of the reader, as far as it has them. */
export function ruleText(rule: Rule, words: Messages): RuleText {
  return (words.language === 'zh' ? rule.zh : undefined) ?? rule;
}
