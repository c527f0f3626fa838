import { Option } from 'commander';
import { offering } from './choices.js';
import { severalTimes } from './once.js';

/** The option that names policies; each of them stands over those before it. */
export function policyOption(description: string, otherwise: string): Option {
  const option = new Option('--policy <file>', description)
    .default([], otherwise)
    .argParser((value: string, others: readonly string[]) => [...others, value]);
  return offering(severalTimes(option), packNames);
}

/** The option that names the floor. */
export function floorOption(
  description = 'policy whose rules apply as well, whatever the policy, its waivers and the baseline contain',
): Option {
  return offering(new Option('--floor <file>', description), packNames);
}

/** The option that names directories outside of the root from which files may be read. */
export function allowPathOption(): Option {
  return severalTimes(
    new Option(
      '--allow-path <dir>',
      'directory that other files may name files in; may be given several times',
    )
      .default([], 'none')
      .argParser((value: string, others: readonly string[]) => [...others, value]),
  );
}

async function packNames(): Promise<readonly string[]> {
  const { builtinPacks } = await import('../../policy/builtin.js');
  return [...builtinPacks.keys()];
}
