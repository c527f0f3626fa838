import type { ComplianceFinding, ComplianceReport } from '../../../src/model/compliance.js';
import { hostileStrings } from '../hostile.js';
import { complianceReport } from './report.js';

/** Names that would do harm where a page took them for more than text. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(2)</script>',
  '<!--<script>',
  '"><svg onload=alert(3)>',
  "' onmouseover='alert(4)",
  'javascript:alert(5)',
  '{shown} &lt;b&gt; &amp;',
  'שלום-עולם',
  '__proto__',
  ...Object.values(hostileStrings),
];

/** Markdown of somebody who means harm. */
export const hostileMarkdown = `<script>alert(6)</script>

# A heading of its own

[click](javascript:alert(7)) [mail](mailto:a@example.com) [page](https://example.com/a?b=1&c=2 "a title")
![pixel](https://evil.example/pixel.png) <img src=x onerror=alert(8)> <javascript:alert(9)>

[ref]

[ref]: data:text/html,<script>alert(10)</script>`;

/** A report in which everything that can come from outside is hostile. */
export function hostileReport(lang: 'en' | 'zh' = 'en'): ComplianceReport {
  const plain = complianceReport({
    accounts: 3,
    registries: hostileNames.length * 2,
    days: 4,
    each: 2,
    lang,
    unread: true,
  });
  const bad = (at: number): string => hostileNames[at % hostileNames.length] ?? '';
  const finding = (one: ComplianceFinding, at: number): ComplianceFinding => ({
    ...one,
    message: bad(at),
    ...(one.suppression?.kind === 'waiver' && {
      suppression: { ...one.suppression, reason: bad(at), approvedBy: bad(at + 1), ticket: bad(at + 2) },
    }),
  });
  return {
    ...plain,
    policy: { name: bad(0), files: [bad(1)] },
    origin: { kind: 'accounts', file: bad(1) },
    registries: plain.registries.map((registry, at) => ({
      ...registry,
      account: bad(at % 3),
      name: bad(at),
      id: bad(at + 1),
      host: bad(at + 2),
      type: bad(at + 3),
      region: bad(at + 4),
      location: { file: bad(at), line: 1, column: 1 },
    })),
    findings: plain.findings.map(finding),
    accounts: plain.accounts.map((group, at) => ({ ...group, name: bad(at) })),
    types: plain.types.map((group, at) => ({ ...group, name: bad(at + 3) })),
    regions: plain.regions.map((group, at) => ({ ...group, name: bad(at + 4) })),
    rules: plain.rules.map((rule, at) => ({
      ...rule,
      title: bad(at),
      why: hostileMarkdown,
      fix: hostileMarkdown,
      references: [
        { title: bad(at), url: 'javascript:alert(11)' },
        { title: bad(at), url: 'https://example.com/"><script>alert(12)</script>' },
      ],
    })),
    controls: plain.controls.map((control, at) => ({ ...control, title: bad(at), standardName: bad(3) })),
    policyFindings: plain.policyFindings.map((one) => ({ ...one, message: bad(1) })),
    unread: plain.unread.map((one) => ({ ...one, account: bad(0), message: bad(1), code: bad(2) })),
  };
}
