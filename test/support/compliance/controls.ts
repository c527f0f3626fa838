import type { ComplianceFinding, ControlStanding, ControlState } from '../../../src/model/compliance.js';
import { ruleFiles } from './rules.js';

const names: Readonly<Record<string, string>> = {
  'nist-sp-800-190': 'NIST SP 800-190',
  'iso-27001-2022': 'ISO/IEC 27001:2022',
  'pci-dss-4.0': 'PCI DSS 4.0',
  'mlps-2.0': 'MLPS 2.0 (GB/T 22239-2019)',
};

const titles: Readonly<Record<string, string>> = {
  '3.2.1': 'Insecure connections to registries',
  '3.2.2': 'Stale images in registries',
  '3.2.3': 'Insufficient authentication and authorization restrictions',
  '4.2.1': 'Encrypted channels to registries',
  '4.2.2': 'Stale images are not used',
  '4.2.3': 'Access to registries is authenticated',
  'A.5.15': 'Access control',
  'A.5.17': 'Authentication information',
  'A.8.9': 'Configuration management',
  'A.8.20': 'Networks security',
  'A.8.24': 'Use of cryptography',
};

/** The controls that the built-in rules name, and two that none does. */
export function controlsOf(
  findings: readonly ComplianceFinding[],
  ruleIds: readonly string[],
  lang: 'en' | 'zh',
): readonly ControlStanding[] {
  const controls = new Map<string, ControlStanding>();
  for (const rule of ruleFiles.filter(({ id }) => ruleIds.includes(id))) {
    for (const [index, { standard, id, reason }] of (rule.controls ?? []).entries()) {
      const key = `${standard} ${id}`;
      const known = controls.get(key) ?? empty(standard, id);
      const told = lang === 'zh' ? (rule.zh.reasons?.[index] ?? reason) : reason;
      const idle = rule.id === 'vpc-id-present' && { idle: true as const };
      const rules = [...known.rules, { rule: rule.id, reason: told, ...idle }];
      controls.set(key, { ...known, rules });
    }
  }
  for (const [standard, id] of [
    ['iso-27001-2022', 'A.7.4'],
    ['pci-dss-4.0', '12.1.1'],
  ] as const) {
    controls.set(`${standard} ${id}`, empty(standard, id));
  }
  return [...controls.values()].map((control) => judged(control, findings));
}

const empty = (standard: string, id: string): ControlStanding => ({
  standard,
  standardName: names[standard] ?? standard,
  id,
  title: titles[id] ?? `Requirement ${id}`,
  state: 'not-shown',
  failed: 0,
  open: 0,
  passed: 0,
  suppressed: 0,
  rules: [],
});

function judged(control: ControlStanding, findings: readonly ComplianceFinding[]): ControlStanding {
  const mine = findings.filter(({ rule }) => control.rules.some((one) => one.rule === rule));
  const suppressed = mine.filter(({ suppression }) => suppression).length;
  const failed = mine.filter(({ suppression, outcome }) => !suppression && outcome === 'fail').length;
  const open = mine.length - suppressed - failed;
  const state: ControlState =
    control.rules.length === 0
      ? 'not-shown'
      : failed > 0
        ? 'not-met'
        : open + suppressed > 0 || control.rules.some(({ idle }) => idle)
          ? 'partly'
          : 'met';
  return { ...control, failed, open, suppressed, passed: control.rules.length * 97, state };
}
