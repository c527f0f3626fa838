import { exitCodes, UsageError } from '../../../model/error.js';
import type { CheckOptions } from '../../options/check.js';
import { policyNames } from '../../options/choose-policy.js';
import type { OutputTarget } from '../../options/targets.js';
import { print } from '../../terminal/standard-output.js';
import { explainedPolicy } from '../explain.js';

/** Shows the policy that a check would use, and checks nothing. */
export async function explainPolicyOf(
  { policy, floor, allowPath, lang }: CheckOptions,
  targets: readonly OutputTarget<'check'>[],
): Promise<number> {
  const [first, second] = targets;
  const format = first?.format.name ?? 'text';
  if (second !== undefined || first?.file !== undefined || (format !== 'text' && format !== 'json')) {
    throw new UsageError({
      code: 'conflicting-options',
      message: '--explain-policy goes to standard output, as text or json',
      hint: 'Leave out --output and other formats.',
    });
  }
  const names = await policyNames(policy, process.cwd());
  print(
    await explainedPolicy(names, undefined, {
      format,
      allowPath,
      ...(floor !== undefined && { floor }),
      ...(lang && { lang }),
    }),
  );
  return exitCodes.clean;
}
