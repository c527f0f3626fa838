import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { EmulatedAccount } from '../../emulator/accounts.js';
import { InventoryError } from '../../model/error.js';
import { whyUnreadable } from '../../model/unreadable.js';

/**
 * The accounts of a folder: each JSON file in it is one, and its name is the access key, so that nobody can take
 * it for a real one.
 *
 * @param read the text of a file as the emulator takes it
 */
export async function accountsIn(
  folder: string,
  read: (file: string) => Promise<string>,
): Promise<readonly EmulatedAccount[]> {
  const files = filesIn(folder).filter((file) => ['.json', '.jsonl', '.ndjson'].includes(extname(file)));
  if (files.length === 0) {
    throw new InventoryError({
      code: 'no-accounts',
      message: `the folder ${folder} has no JSON file, and each would be an account`,
      hint: 'Check the path given with --accounts.',
    });
  }
  const accounts: EmulatedAccount[] = [];
  for (const file of files) {
    const name = basename(file, extname(file));
    accounts.push({
      accessKeyId: name,
      accessKeySecret: `not-a-secret-${name}`,
      role: `acs:ram::1000200030004000:role/${name}`,
      records: await read(join(folder, file)),
    });
  }
  return accounts;
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new InventoryError({
      code: 'unreadable',
      message: `the folder ${folder} cannot be read: ${whyUnreadable(error)}`,
      hint: 'Check the path given with --accounts.',
    });
  }
}
