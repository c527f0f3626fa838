/**
 * The Markdown of DingTalk and WeCom has no escape that their documents name. So what could be markup, a mention
 * or an address there is written with the full-width character that looks the same, which means nothing to them. An
 * underscore within a word is no markup, and names have many.
 */
const MARKUP = /[\\`*{}[\]<>#|~!@&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\/\/)|(?<=\bwww)\./giu;

/** From a printing character of ASCII to its full-width form. */
const SHIFT = 0xfee0;

/** A text that is shown as it is, or nearly: no markup, no mention, no link. */
export function fullWidth(text: string): string {
  return text.replace(MARKUP, (found) => String.fromCharCode(found.charCodeAt(0) + SHIFT));
}

/** A link as Markdown has it. */
export function markdownLink(text: string, url: URL): string {
  const destination = url.href.replace(
    /[()<>[\]|\\`*\s]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `[${fullWidth(text)}](${destination})`;
}
