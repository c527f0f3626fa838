import { type Command, Option } from 'commander';
import type { LiveProgress } from '../../inventory/security-center/progress.js';
import { type RegistryType, registryTypes } from '../../model/field.js';
import type { Progress } from '../terminal/progress.js';
import { interruptible } from '../terminal/signals.js';
import { choose } from './choice.js';
import { offering } from './choices.js';
import { refuseGiven } from './refuse-given.js';

/** What the command line says of where registries come from. */
export interface SourceOptions {
  readonly inventory?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly registryType?: RegistryType;
}

/** Gives a command the options that say where registries come from. */
export function addSourceOptions(command: Command): Command {
  return command
    .option('--inventory <file>', 'read this file, - for standard input, instead of asking Security Center')
    .option('--profile <name>', 'use the credentials of this profile of the aliyun command line')
    .addOption(
      offering(
        new Option('--region <region>', 'ask the centre of this region, such as cn-hangzhou or eu-central-1'),
        regionNames,
      ),
    )
    .addOption(
      offering(
        new Option('--registry-type <type>', `list one type only: ${registryTypes.join(', ')}`).argParser(
          (value) => choose('registry type', value, registryTypes),
        ),
        registryTypes,
      ),
    )
    .option('--endpoint <url>', 'ask this endpoint instead of the one of the region');
}

async function regionNames(): Promise<readonly string[]> {
  const { regions } = await import('../../model/regions.js');
  return regions;
}

/** Where the options say that registries come from. Nothing is read yet. */
export async function openSource(options: SourceOptions, progress: Progress) {
  const { inventory, ...live } = options;
  if (inventory === undefined) {
    const { liveSource } = await import('../../inventory/security-center/source.js');
    const { tellCentre } = await import('../centre-notes.js');
    tellCentre(live, '--region ap-southeast-1');
    return liveSource({ ...live, onProgress: (event) => progress.say(told(event)) });
  }
  refuseBeside(live);
  const { fileSource } = await import('../../inventory/file/read.js');
  return interruptible(fileSource(inventory), inventory);
}

/** What a listing is doing, in a few words. */
function told({ phase, attempt, waitMs = 0, reason }: LiveProgress): string {
  if (phase === 'credentials') return 'Looking for credentials';
  if (phase === 'call') return `Asking Security Center${attempt > 1 ? `, call ${attempt}` : ''}`;
  return `Asking again in ${(waitMs / 1000).toFixed(1)} s: ${reason ?? 'the last call failed'}`;
}

function refuseBeside({ profile, region, endpoint, registryType }: SourceOptions): void {
  refuseGiven(
    { profile, region, endpoint, registryType },
    {
      code: 'conflicting-options',
      message: (option) => `${option} is for asking Security Center, and --inventory reads a file instead`,
      hint: 'Leave one of the two out.',
    },
  );
}
