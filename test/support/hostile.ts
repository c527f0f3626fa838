/** Strings that an inventory or a policy could hold to deceive whoever reads a report of it. */
export const hostileStrings = {
  newline: 'harbor\n::error file=x::you are hacked\r\n  ✔ pass',
  command: '::error title=x::you are hacked',
  oldCommand: '##[add-mask]e',
  encoded: 'harbor%0A::set-output name=a::b%0D,title=x:y',
  ansi: '\u001b[2J\u001b[31mred\u001b[0m\u009b1mC1\u0007',
  bidi: 'gnp\u202eexe.\u2066txt\u2069',
  invisible: 'a\u200bb\u00adc\u2060d\ufeffe\u3164f\u{e0041}',
  spaces: 'a\u00a0b\u2028c\u2029d\u3000e',
  surrogate: 'a\ud800b',
  markdown: '[click](https://evil.example) <img src=x onerror=alert(1)> | `code` {0} {RegistryName}',
  huge: 'x'.repeat(100_000),
} as const;

/** Whether the runner of GitHub Actions would take the line for a command, by its own two rules. */
export function isWorkflowCommand(line: string): boolean {
  return /^\s*::[^\s:]+(?: [^\n]*?)?::/.test(line) || line.includes('##[');
}

/** Characters that no line of a report may hold. */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{DI}\p{Zl}\p{Zp}]/u;
