/** The anchor of a rule on the page; of its number where its name is not one that an address can hold. */
export function ruleAnchor(id: string, index: number): string {
  return /^[a-z0-9][a-z0-9-]*$/i.test(id) ? `rule-${id}` : `rule_${index}`;
}
