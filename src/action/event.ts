import { readFileSync } from 'node:fs';

/** The event that started the run; undefined where its file cannot be read. */
export function readEvent(env: NodeJS.ProcessEnv): unknown {
  try {
    const file = env['GITHUB_EVENT_PATH'];
    return file ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

/** What stands at a path of keys in an event; undefined where there is nothing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(
    (within, key) =>
      typeof within === 'object' && within !== null
        ? Object.entries(within).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  );
}
