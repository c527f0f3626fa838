/**
 * The beginnings of tokens to which their issuer gives a form of its own, as patterns. Case counts. Each needs a
 * capital or `_` in it, or is known to suspect.ts by its first letters.
 */
export const issuedTokens = {
  'GitHub token': String.raw`(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_\w{30})`,
  'GitLab token': String.raw`gl(?:pat|rt|dt|cbt|ptt|ft|imt|agent|soat)-[\w-]{16}`,
  'token of another service': String.raw`(?:xox[abeprs]-[A-Za-z0-9-]{10}|npm_[A-Za-z0-9]{30}|dckr_[po]at_[\w-]{20}|AIza[\w-]{30}|hv[sbr]\.\w{20}|pypi-AgE[\w-]{30}|hf_[A-Za-z0-9]{30}|AKCp[A-Za-z0-9]{50}|sq[apu]_[0-9a-f]{40}|SEC[0-9a-f]{64})`,
  'JSON Web Token': String.raw`eyJ[\w-]{8,4096}\.eyJ[\w-]{8}`,
} as const;

/** They begin with a word, and not in the middle of one. */
export const WORD = '(?<![A-Za-z0-9])';

/** None of them is shorter. */
export const SHORTEST_TOKEN = 15;
