/** Uses the library as a user's own program would, and tells what came of it: `node use.mjs LIBRARY FOLDER`. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [library, folder] = process.argv.slice(2);
const { Collector, fileSource, inventoryOf, lint, loadPolicy, PolicyError, readBaseline, recordsSource } =
  await import(pathToFileURL(library).href);

/** The findings of an inventory, by rule. */
async function findings(inventory, policy, options) {
  const collector = new Collector();
  const summary = await lint(inventory, policy, { ...options, reports: [collector] });
  const failed = collector.results.filter(({ outcome }) => outcome === 'fail');
  return {
    failed: summary.failed,
    rules: failed.map(({ rule }) => rule.id),
    suppressed: failed.filter(({ suppression }) => suppression).length,
  };
}

async function problems(name) {
  try {
    await loadPolicy([name], folder);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.map(({ message, location }) => `${location?.line}: ${message}`);
  }
}

const policy = await loadPolicy(['policy.yaml'], folder);
const waived = await loadPolicy(['policy.yaml'], folder, { waivers: ['waivers.yaml'] });
const file = join(folder, 'registries.json');
const baseline = readBaseline(join(folder, 'baseline.ndjson'));

console.log(
  JSON.stringify({
    file: await findings(inventoryOf(fileSource(file)), policy),
    yaml: await findings(inventoryOf(fileSource(join(folder, 'registries.yaml'))), policy),
    waived: await findings(inventoryOf(fileSource(file)), waived),
    baseline: await findings(inventoryOf(fileSource(file)), policy, { baseline }),
    memory: await findings(inventoryOf(recordsSource([{ RegistryName: 'b-1', ProtocolType: 2 }])), policy),
    problems: await problems('mistakes.yaml'),
  }),
);
