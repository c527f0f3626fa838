/**
 * The beginnings of tokens to which their issuer gives a form of its own, as patterns. Case counts. Each needs a
 * capital or `_` in it, or is known to suspect.ts by its first letters.
 */
export const issuedTokens = {
  'GitHub token': String.raw`(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_\w{30})`,
  'GitLab token': String.raw`gl(?:pat|rt|dt|cbt|ptt|ft|imt|agent|soat)-[\w-]{16}`,
  'token of another service': String.raw`(?:xox[abeprs]-[A-Za-z0-9-]{10}|npm_[A-Za-z0-9]{30}|dckr_[po]at_[\w-]{20}|AIza[\w-]{30}|hv[sbr]\.\w{20}|pypi-AgE[\w-]{30}|hf_[A-Za-z0-9]{30}|AKCp[A-Za-z0-9]{50}|sq[apu]_[0-9a-f]{40}|SEC[0-9a-f]{64}|[sr]k_(?:live|test)_[A-Za-z0-9]{16}|SG\.[\w-]{16,32}\.[\w-]{16}|do[opr]_v1_[0-9a-f]{64}|ATATT3[\w-]{20}|AGE-SECRET-KEY-1[0-9A-Z]{40}|AKID[A-Za-z0-9]{32})`,
  'JSON Web Token': String.raw`eyJ[\w-]{8,4096}\.eyJ[\w-]{8}`,
} as const;

/** The keys of cloud accounts, whole, as patterns. */
export const issuedKeys = {
  'Alibaba Cloud AccessKey': String.raw`(?:LTAI[A-Za-z0-9]{12,26}(?![A-Za-z0-9])|STS\.[A-Za-z0-9]{20})`,
  'AWS access key': 'A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])',
} as const;

/** They begin with a word, and not in the middle of one. */
export const WORD = '(?<![A-Za-z0-9])';

/** A small part of each token, each key, and of a URL with a password: a text without it has none of these. */
export const ISSUED_HINT =
  /gh[pousr]_|github_pat_|gl[a-z]{2,5}-|xox|npm_|dckr_|AIza|hv[sbr]\.|pypi-AgE|hf_|AKCp|sq[apu]_|SEC[0-9a-f]|eyJ|LTAI|STS\.|A[KS]IA|AKID|[sr]k_(?:live|test)_|SG\.|do[opr]_v1_|ATATT3|AGE-SECRET|LS0tLS1|PRIVATE KEY|:\/\/[^\s/@]{0,200}:[^\s/@]{0,200}@/;

/** None of them is shorter. */
export const SHORTEST_TOKEN = 15;
