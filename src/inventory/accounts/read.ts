import { resolve } from 'node:path';
import { Documents } from '../../documents/documents.js';
import type { Refuse } from '../../documents/refuse.js';
import type { PolicySource } from '../../documents/source.js';
import { PolicyError, UsageError } from '../../model/error.js';
import { validate } from '../../policy/generated/check-accounts.js';
import { type FileKind, refuseMistakes } from '../../policy/read/check.js';
import { allowedHost } from '../security-center/endpoint.js';
import type { AccountsFile } from './account.js';
import { planAccounts } from './plan.js';
import { looksSecret, secretsIn } from './secrets.js';
import type { AccountsText } from './text.js';

/** Programs write such files, too: so many accounts have a line or three each. */
const MAX_MEBIBYTES = 32;

const KIND: FileKind = 'accounts';

/** Lines that tell that a text holds a secret, before it is known to be YAML at all. */
const SECRET_LINE = /(?:secret|password|token)["']?\s*:\s*["']?(?![A-Z_][A-Z0-9_]*["']?\s*(?:[,}#]|$))\S/im;

/** What the user trusts an accounts file with. */
export interface AccountsTrust {
  readonly allowEndpoint?: readonly string[] | undefined;
  readonly allowPath?: readonly string[] | undefined;
}

/**
 * Reads an accounts file and checks it.
 *
 * @param file relative to `cwd`
 * @param trust hosts that it may name beside those of Alibaba Cloud and of this machine, and directories outside of the
 * root whose files may be named as inventories
 * @throws UsageError when it cannot be read, PolicyError with every mistake, each at its place
 */
export async function readAccounts(
  file: string,
  cwd: string,
  { allowEndpoint = [], allowPath = [] }: AccountsTrust = {},
): Promise<AccountsFile> {
  const allowedHosts = allowEndpoint.map(allowedHost);
  const path = resolve(cwd, file);
  const documents = new Documents(cwd, allowPath);
  const refuse: Refuse = (reason, hint) => unreadable(file, reason, hint);
  const isSecret = (text: string): boolean => looksSecret(text) || SECRET_LINE.test(text);
  const source = await documents.readYaml(documents.find(path, 'user', refuse), MAX_MEBIBYTES, refuse, {
    isSecret,
  });
  refuseSecrets(source);
  const { value } = source;
  if (!isAccountsText(value)) throw await refuseMistakes(source, KIND);
  return { file, accounts: planAccounts(value, source, { path, documents, allowedHosts }) };
}

function isAccountsText(value: unknown): value is AccountsText {
  return validate(value);
}

function refuseSecrets(source: PolicySource): void {
  const problems = secretsIn(source.value)
    .slice(0, 20)
    .map(({ path, part }) => {
      const { frame: _, ...problem } = source.problem(path, part, {
        code: 'secret-in-file',
        message: 'a secret seems to stand here, and none belongs into an accounts file',
        hint: 'Take it out, and make the key void if others may have seen it. Name a profile, a role, or with `env:` the variables that hold the key.',
      });
      return problem;
    });
  const [first, ...rest] = problems;
  if (first) throw new PolicyError([first, ...rest]);
}

function unreadable(
  file: string,
  reason: string,
  hint = 'Check the path given with --accounts.',
): UsageError {
  return new UsageError({
    code: 'no-accounts-file',
    message: `the accounts file ${file} cannot be read: ${reason}`,
    hint,
  });
}
