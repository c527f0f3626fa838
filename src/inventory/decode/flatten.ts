/** Above this size an object is not looked through: aliases of YAML can make it endless. Characters. */
const MAX_SIZE = 16 * 1024 * 1024;

/** What a member counts for beside its text, so that many small ones are too many as well. */
const MEMBER_SIZE = 16;

/**
 * The members of an object or list, one `"name":"value"` a line, however deep they stand. Members that
 * spell a name and a value, as in `{"name": "X", "value": "y"}`, are told as `"X":"y"` too.
 * Undefined where there are too many. No recursion, since a hostile record can be a million levels deep.
 */
export function flatten(root: unknown): string | undefined {
  const pending: [name: string, value: unknown][] = [['', root]];
  const lines: string[] = [];
  let size = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [name, value] = next;
    if (typeof value === 'object' && value !== null) {
      for (const member of membersOf(name, value)) {
        size += member[0].length + MEMBER_SIZE;
        pending.push(member);
      }
    } else {
      const text = String(value);
      size += text.length;
      lines.push(`"${name}":"${text}"`);
    }
    if (size > MAX_SIZE) return undefined;
  }
  return lines.join('\n');
}

/** The elements of a list go by the list's name. */
function membersOf(name: string, value: object): [name: string, value: unknown][] {
  if (Array.isArray(value)) return value.map((element): [string, unknown] => [name, element]);
  const members: [string, unknown][] = Object.entries(value);
  const named = find(members, /^(?:name|key)$/i);
  if (typeof named === 'string') members.push([named, find(members, /^value$/i)]);
  return members;
}

function find(members: readonly [string, unknown][], name: RegExp): unknown {
  return members.find(([key]) => name.test(key))?.[1];
}
