/** A workflow command, as the runner of GitHub Actions has understood it. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands that a runner obeys. `stop-commands` makes it deaf, `add-mask` blots out what it likes. */
const known = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** In the runner's order: `%25` comes last, so that what was escaped twice stays escaped once. */
function unescaped(text: string, marks: readonly (readonly [string, string])[]): string {
  return marks.reduce((done, [escaped, mark]) => done.replaceAll(escaped, mark), text);
}

const inMessage = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
] as const;

const inProperty = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
] as const;

function propertiesOf(list: string): Readonly<Record<string, string>> {
  const properties: Record<string, string> = {};
  for (const property of list.trim().split(',')) {
    const [key = '', ...value] = property.split('=');
    if (key !== '' && value.length > 0) properties[key] = unescaped(value.join('='), inProperty);
  }
  return properties;
}

/** What the runner makes of a line of a step's output: `::name key=value::message`, or the old `##[name]`. */
export function workflowCommand(line: string): WorkflowCommand | undefined {
  const [, head = '', message = ''] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  const [name = '', ...properties] = head.split(' ');
  if (known.has(name.toLowerCase())) {
    return { name, properties: propertiesOf(properties.join(' ')), message: unescaped(message, inMessage) };
  }
  const [, old = '', text = ''] = /##\[([^\] ]*)[^\]]*\](.*)$/s.exec(line) ?? [];
  return known.has(old.toLowerCase()) ? { name: old, properties: {}, message: text } : undefined;
}
