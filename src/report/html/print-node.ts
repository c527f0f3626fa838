import { escapeHtml, Markup } from './markup.js';
import type { RowNode } from './node.js';

/** A node as HTML. */
export function printNode(node: RowNode): Markup {
  return new Markup(print(node));
}

function print(node: RowNode): string {
  if (typeof node === 'string') return escapeHtml(node);
  const attributes = Object.entries(node.attributes).map(
    ([name, value]) => ` ${name}="${escapeHtml(value)}"`,
  );
  return `<${node.tag}${attributes.join('')}>${node.children.map(print).join('')}</${node.tag}>`;
}
