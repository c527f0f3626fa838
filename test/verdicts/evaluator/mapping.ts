/** A mapping of a policy. */
export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of a list; none where there is none, and one where there is no list around it. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** A value with parameters put in where `{ $param: name }` stands for them. */
export function withParams(value: unknown, params: Mapping): unknown {
  if (Array.isArray(value)) return value.map((one) => withParams(one, params));
  if (!isMapping(value)) return value;
  if (typeof value['$param'] === 'string') return params[value['$param']];
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withParams(inner, params)]));
}
