import { resolve } from 'node:path';
import type { Documents, NamedBy } from '../../documents/documents.js';
import type { Refuse } from '../../documents/refuse.js';
import type { Path, PolicySource } from '../../documents/source.js';
import { UsageError } from '../../model/error.js';
import type { Why } from './layers.js';
import { refuseSecrets } from './secrets.js';

/** A waiver as it is written: see schema/waivers.schema.json. */
export interface WaiverText {
  readonly rule: string;
  readonly registry: { readonly [field: string]: unknown };
  readonly reason: string;
  readonly expires?: string;
  readonly approvedBy?: string;
  readonly ticket?: string;
}

/** What a file of waivers holds once it satisfies its schema. */
export interface WaiversFile {
  readonly waivers: readonly WaiverText[];
}

/** A waiver, and where it is written. */
export interface WrittenWaiver {
  readonly source: PolicySource;
  readonly path: Path;
  readonly text: WaiverText;
}

/** Waivers can be many, and programs write them too. */
const MAX_MEBIBYTES = 64;

/**
 * The waivers of a policy, and those of the files that it names.
 *
 * @param entries undefined in the place of one that is mistaken
 * @param refuse makes the error for a file that cannot be read, from the place of its name
 */
export async function policyWaivers(
  source: PolicySource,
  entries: readonly (WaiverText | string | undefined)[],
  folder: string,
  documents: Documents,
  refuse: (path: Path, name: string, why: Why) => Error,
): Promise<readonly WrittenWaiver[]> {
  const waivers: WrittenWaiver[] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry === undefined) continue;
    const path = ['waivers', index];
    if (typeof entry !== 'string') waivers.push({ source, path, text: entry });
    else {
      const refuseHere: Refuse = (reason, hint, code) => refuse(path, entry, { reason, hint, code });
      waivers.push(...(await readWaivers(resolve(folder, entry), 'file', documents, refuseHere)));
    }
  }
  return waivers;
}

/** The waivers of a file that the user names, relative to the working directory. */
export function namedWaivers(name: string, documents: Documents): Promise<readonly WrittenWaiver[]> {
  return readWaivers(
    resolve(documents.cwd, name),
    'user',
    documents,
    (reason, hint = 'Check the path given with --waivers.') =>
      new UsageError({
        code: 'no-waivers',
        message: `the waivers ${name} cannot be read: ${reason}`,
        hint,
      }),
  );
}

async function readWaivers(
  path: string,
  namedBy: NamedBy,
  documents: Documents,
  refuse: Refuse,
): Promise<readonly WrittenWaiver[]> {
  const source = await documents.readYaml(documents.find(path, namedBy, refuse), MAX_MEBIBYTES, refuse);
  await refuseSecrets(source);
  const { isWaiversFile, refuseMistakes } = await import('./check.js');
  if (!isWaiversFile(source.value)) throw await refuseMistakes(source, 'waivers');
  return source.value.waivers.map((text, index) => ({ source, path: ['waivers', index], text }));
}
