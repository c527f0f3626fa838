import type { Command } from 'commander';
import { exitCodes } from '../../model/error.js';
import { addProbeOptions, type ProbeCommandOptions, probesOf } from '../options/probe.js';
import { addSourceOptions, openSource, type SourceOptions } from '../options/source.js';
import { englishOnly, examples } from '../terminal/help.js';
import { OutputFile, OWNER_ONLY } from '../terminal/output-file.js';
import { Progress } from '../terminal/progress.js';
import { readsOf, refuseOverwriting } from '../terminal/same-file.js';
import { endOnSignals } from '../terminal/signals.js';
import { StandardOutput } from '../terminal/standard-output.js';
import { note } from '../terminal/terminal.js';

interface SnapshotOptions extends SourceOptions, ProbeCommandOptions {
  readonly output?: string;
}

/** Defines `snapshot`: an inventory saved without its secrets. */
export function defineSnapshot(program: Command, end: (exitCode: number) => void): void {
  const command = program
    .command('snapshot')
    .summary('save an inventory without its secrets')
    .description(
      'Saves an inventory without its secrets, but with the facts about them that rules need. Checking ' +
        'the snapshot gives the same results as checking what it was taken of.',
    );
  addProbeOptions(addSourceOptions(command))
    .option('--output <file>', 'the file to write; standard output unless said')
    .addHelpText('after', examples(helpExamples) + englishOnly)
    .action(async (options: SnapshotOptions) => end(await snapshot(options)));
}

const helpExamples = [
  ['registry-lint snapshot --output registries.json', 'what Security Center lists'],
  ['registry-lint snapshot --inventory answer.json', 'a saved answer, made safe to pass on'],
  ['registry-lint snapshot --probe --output registries.json', 'with what their addresses answer'],
] as const;

async function snapshot(options: SnapshotOptions): Promise<number> {
  const progress = new Progress();
  endOnSignals(() => progress.stop());
  const { output, ...from } = options;
  const now = new Date();
  const probes = probesOf(options, now, progress);
  const source = await openSource(from, progress);
  const path = output === '-' ? undefined : output;
  if (path !== undefined) refuseOverwriting([path], readsOf(from));
  const file = path === undefined ? undefined : new OutputFile(path, OWNER_ONLY);
  const standard = new StandardOutput(() => progress.stop());
  try {
    const { writeSnapshot } = await import('../../inventory/snapshot.js');
    const write = file ? file.write : standard.write;
    const count = await writeSnapshot(source, now.toISOString(), write, probes);
    progress.stop();
    file?.commit();
    standard.release();
    note(`${count} ${count === 1 ? 'registry' : 'registries'} saved`);
    return exitCodes.clean;
  } finally {
    progress.stop();
    file?.discard();
  }
}
