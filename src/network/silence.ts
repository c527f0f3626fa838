/** What prints request bodies, answers or proxy passwords when the environment's DEBUG names it. */
const talkative = ['-httpx*', '-https-proxy-agent*'];

/**
 * httpx prints every request body (with the key id, the security token and the signature) and every
 * answer (with the registries' passwords) when DEBUG is `*` or `httpx*`, and https-proxy-agent the proxy's
 * password. The `debug` package reads the variable once, when it is loaded, and understands exclusions; so they
 * are put in before that.
 */
export function silence(): void {
  const wanted = process.env['DEBUG'];
  if (!wanted) return;
  const parts = wanted.split(/[\s,]+/);
  const missing = talkative.filter((exclusion) => !parts.includes(exclusion));
  process.env['DEBUG'] = [...parts, ...missing].join(',');
}
