/** The first paragraph of a Markdown text, without its marks of emphasis. */
export function firstParagraph(markdown: string): string {
  const [first = ''] = markdown.trim().split(/\n\s*\n/);
  return plainText(first);
}

/** Markdown as it reads without a renderer: emphasis and the addresses of links are gone, code stays marked. */
export function plainText(markdown: string): string {
  return markdown.replace(/\*\*([^*]+)\*\*/g, '$1').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
}
