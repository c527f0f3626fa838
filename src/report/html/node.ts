/**
 * An element before it is written. The same rows are written as text when the page is made, and as elements by its
 * script; what is in them is text either way.
 */
export interface RowElement {
  readonly tag: 'tr' | 'td' | 'th' | 'div' | 'span' | 'bdi' | 'a' | 'code';
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly RowNode[];
}

export type RowNode = RowElement | string;

/** One element. Children that are undefined or false are left out. */
export function element(
  tag: RowElement['tag'],
  attributes: RowElement['attributes'],
  ...children: readonly (RowNode | undefined | false)[]
): RowElement {
  const given = children.filter((child): child is RowNode => child !== undefined && child !== false);
  return { tag, attributes, children: given };
}
