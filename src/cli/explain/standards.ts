/** The standards that rules name, as people call them. */
const standards: Readonly<Record<string, string>> = {
  'nist-sp-800-190': 'NIST SP 800-190',
  'iso-27001-2022': 'ISO/IEC 27001:2022',
  'pci-dss-4.0': 'PCI DSS 4.0',
  'mlps-2.0': 'MLPS 2.0 (GB/T 22239-2019)',
};

/** The name of a standard, by the word that rule files use for it. */
export function standardName(standard: string): string {
  return standards[standard] ?? standard;
}
