import type { RowNode } from '../node.js';

/** A node of a row as an element. Its text is set as text: nothing in it can become an element. */
export function createNode(node: RowNode): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  const created = document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes)) created.setAttribute(name, value);
  for (const child of node.children) created.append(createNode(child));
  return created;
}
