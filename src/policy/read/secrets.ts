import type { Part, Path, PolicySource } from '../../documents/source.js';
import { type ErrorDetails, PolicyError } from '../../model/error.js';
import { ISSUED_HINT } from '../../secret-scan/issuers.js';

/** So many places are told. */
const MOST = 20;

/**
 * Refuses a policy or waivers with a credential in them: they are kept in version control, and titles, reasons and what
 * a rule expects are shown in every report.
 *
 * @throws PolicyError with the places, and nothing of what stands there
 */
export async function refuseSecrets(source: PolicySource): Promise<void> {
  if (!source.mentions(ISSUED_HINT)) return;
  const { findCredentials } = await import('../../secret-scan/find.js');
  const problems: ErrorDetails[] = [];
  for (const [path, part, text] of textsIn(source.value, [])) {
    if (!findCredentials(text).some(({ isUnmistakable }) => isUnmistakable)) continue;
    const { frame: _, ...problem } = source.problem(path, part, {
      code: 'secret-in-file',
      message: 'a secret seems to stand here, and none belongs into a policy',
      hint: 'Take it out, and make it void if others may have seen it. In an example write stars in its place.',
    });
    problems.push(problem);
    if (problems.length === MOST) break;
  }
  const [first, ...rest] = problems;
  if (first) throw new PolicyError([first, ...rest]);
}

function* textsIn(value: unknown, path: Path): Generator<readonly [Path, Part, string]> {
  if (typeof value === 'string') yield [path, 'value', value];
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    const below = [...path, isList ? Number(key) : key];
    if (!isList) yield [below, 'key', key];
    yield* textsIn(inner, below);
  }
}
