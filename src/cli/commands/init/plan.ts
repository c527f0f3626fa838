import { gitignoreText } from './gitignore.js';
import { policyText } from './policy.js';
import { workflowText } from './workflow.js';

/** What is to be set up. */
export interface Wishes {
  /** The built-in pack that the policy begins with. */
  readonly pack: string;
  readonly workflow: boolean;
  readonly ignore: boolean;
}

/** A file to write. Its path is relative to the folder that is set up. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
}

/** What is done: files to write, lines to add to one that exists, and what is left as it is, with the reason. */
export interface Plan {
  readonly create: readonly PlannedFile[];
  /** Replaces the file as it was read. */
  readonly extend: readonly (PlannedFile & { readonly before: string })[];
  readonly left: readonly { readonly path: string; readonly why: string }[];
}

/** What stands in the folder already; undefined for what does not. */
export type Read = (path: string) => string | undefined;

export const WORKFLOW = '.github/workflows/registry-lint.yml';
export const GITIGNORE = '.gitignore';

/** What to do for the wishes in a folder. Nothing that exists is overwritten. */
export function planFor({ pack, workflow, ignore }: Wishes, read: Read): Plan {
  const wanted: readonly PlannedFile[] = [
    { path: 'registry-lint.yaml', text: policyText(pack) },
    ...(workflow ? [{ path: WORKFLOW, text: workflowText() }] : []),
  ];
  const isThere = ({ path }: PlannedFile): boolean =>
    spellings(path).some((name) => read(name) !== undefined);
  const plan = {
    create: wanted.filter((file) => !isThere(file)),
    extend: [],
    left: wanted.filter(isThere).map(({ path }) => ({
      path: spellings(path).find((name) => read(name) !== undefined) ?? path,
      why: 'it exists',
    })),
  };
  return ignore ? withIgnore(plan, read(GITIGNORE)) : plan;
}

/** `.yml` and `.yaml` are the same file by another name. */
function spellings(path: string): readonly string[] {
  const stem = path.replace(/\.ya?ml$/, '');
  return [`${stem}.yaml`, `${stem}.yml`];
}

function withIgnore(plan: Plan, before: string | undefined): Plan {
  const text = gitignoreText(before ?? '');
  if (before === undefined) return { ...plan, create: [...plan.create, { path: GITIGNORE, text }] };
  if (text === before) {
    return { ...plan, left: [...plan.left, { path: GITIGNORE, why: 'it has the entries' }] };
  }
  return { ...plan, extend: [{ path: GITIGNORE, text, before }] };
}
