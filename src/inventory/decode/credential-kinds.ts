/**
 * Recognises credentials inside free text. What is returned comes from the fixed list below and never
 * from the text, so that no part of a credential can leave with it.
 */

interface Detector {
  readonly kind: string;
  readonly pattern: RegExp;
}

/** A value that stands for a secret kept elsewhere is not a credential: `${X}`, `$X`, `%X%`, `{{x}}`, stars. */
const REFERENCE = String.raw`(?!["'\\]*(?:\$|%\w|\{\{|<|\*{2,}|credentials\(|null\b|none\b|true\b|false\b))`;

const detectors: readonly Detector[] = [
  { kind: 'private key', pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/ },
  { kind: 'Alibaba Cloud AccessKey', pattern: /\bLTAI[A-Za-z0-9]{12,26}\b/ },
  { kind: 'AWS access key', pattern: /\bA(?:KIA|SIA)[A-Z0-9]{16}\b/ },
  { kind: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/ },
  { kind: 'GitLab token', pattern: /\bglpat-[\w-]{16,}/ },
  { kind: 'JSON Web Token', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./ },
  {
    kind: 'URL with a password',
    pattern: new RegExp(String.raw`://[^\s/:@"']{0,200}:${REFERENCE}[^\s/@"']{1,200}@`),
  },
  { kind: 'authorization header', pattern: /\b(?:basic|bearer)\s+(?!\$)[\w+/=.~-]{8,}/i },
  {
    kind: 'password, secret or token',
    pattern: new RegExp(
      String.raw`(?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key|access_?key|private_?key|credentials?)` +
        String.raw`\w{0,40}\\?["']?\s{0,10}[:=]\s{0,10}${REFERENCE}\\?["']?[^\s"'\\,;&{}[\]]{1}`,
      'i',
    ),
  },
];

/** The kinds of credential that `text` holds, each once, in a fixed order. */
export function credentialKinds(text: string): string[] {
  return detectors.filter(({ pattern }) => pattern.test(text)).map(({ kind }) => kind);
}
