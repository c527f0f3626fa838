/** The first paragraph of a Markdown text, without its marks of emphasis. */
export function firstParagraph(markdown: string): string {
  const text = markdown.trim();
  const end = text.search(/\n\s*\n/);
  return plainText(end < 0 ? text : text.slice(0, end));
}

/**
 * Markdown as it reads without a renderer: headings are lines, emphasis and the addresses behind links are
 * gone, and code stays marked.
 */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^#{1,6} +/gm, '')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/<(https?:[^<>\s]+)>/g, '$1');
}
