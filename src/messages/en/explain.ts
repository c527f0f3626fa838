/** The fixed texts of the pages about rules. */
export const explain = {
  severity: { error: 'error', warning: 'warning', note: 'note', off: 'off' },
  securitySeverity: (score: string) => `security severity ${score} of 10`,
  noPack: 'in no pack',
  checks: 'What it checks',
  onlyWhere: 'Only registries for which this holds:',
  mustHold: 'This must hold:',
  finding: (message: string) => `Otherwise the finding reads: ${message}`,
  why: 'Why it matters',
  fix: 'How to fix it',
  params: 'Parameters',
  defaultOf: (value: string) => `${value} unless said`,
  noDefault: 'must be given',
  examples: 'Examples',
  outcomes: {
    comply: 'passes',
    violate: 'is a finding',
    open: 'cannot be decided',
    notApplicable: 'does not apply',
  },
  withParams: (params: string) => `with ${params}`,
  controls: 'Controls it supports',
  references: 'Read more',
  configure: 'In a policy',
  change: 'To change it:',
  turnOff: 'To turn it off:',
  ruleCount: (count: number) => `${count} ${count === 1 ? 'rule' : 'rules'}`,
  more: 'registry-lint explain RULE shows one of them wholly.',
};

/** The fixed texts of the page about a policy. */
export const explainPolicy = {
  ruleCount: (count: number) => `${count} ${count === 1 ? 'rule' : 'rules'}`,
  madeOf: (layers: string) => `Made of ${layers}; each stands over those before it.`,
  severity: { error: 'error', warning: 'warning', note: 'note', off: 'off' },
  pack: (name: string) => `pack ${name}`,
  default: 'default of the rule',
  when: 'when',
  assert: 'assert',
  message: 'message',
  where: (match: string) => `where ${match}`,
};
