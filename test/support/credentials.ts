import { forms } from '../../src/secret-scan/forms.js';

/** Ways to write a credential, each of which the program knows for one wherever it stands. All are made up. */

/** Stands in every one of them where the secret does, so that a test can look for it. */
export const MARK = 'Zq7XvK';

const filled = (length: number): string => MARK.repeat(12).slice(0, length);

/** Each has a form that its issuer has given to it. */
export const issued: readonly string[] = [
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'npm_', 'hf_'].map((start) => start + filled(36)),
  `github_pat_${filled(60)}`,
  ...['pat', 'rt', 'dt', 'cbt', 'ptt', 'ft', 'imt', 'agent', 'soat'].map((kind) => `gl${kind}-${filled(20)}`),
  ...['a', 'b', 'e', 'p', 'r', 's'].map((kind) => `xox${kind}-123456789012-${filled(24)}`),
  ...['sk_live_', 'rk_test_', 'ATATT3', 'AKID'].map((start) => start + filled(32)),
  `SG.${filled(22)}.${filled(43)}`,
  `dckr_pat_${filled(27)}`,
  `dckr_oat_${filled(27)}`,
  `AIza${filled(35)}`,
  `hvs.${filled(24)}`,
  `hvb.${filled(24)}`,
  `pypi-AgE${filled(60)}`,
  `AKCp${filled(64)}`,
  `eyJ${filled(20)}.eyJ${filled(20)}.${filled(20)}`,
  `LTAI5t${filled(18)}`,
  `STS.NU${filled(24)}`,
];

/** The same without a capital, where issuers leave that to chance. */
export const issuedInSmallLetters: readonly string[] = [
  ...['pat', 'rt', 'dt', 'cbt', 'ptt', 'ft', 'imt', 'agent', 'soat'].map(
    (kind) => `gl${kind}-${'z'.repeat(20)}`,
  ),
  ...['a', 'b', 'e', 'p', 'r', 's'].map((kind) => `xox${kind}-1234-${'z'.repeat(12)}`),
  ...['s', 'b', 'r'].map((kind) => `hv${kind}.${'z'.repeat(24)}`),
];

/** Each tells by what stands before it that it is a secret. */
export const named: readonly string[] = [
  `https://user:${MARK}@h.example.com/x`,
  `HTTPS://${MARK}@h`,
  `user:${MARK}@h`,
  `user%3A${MARK}%40h`,
  `https://u:${MARK}@${MARK}@h`,
  `h?token=${MARK}`,
  `h?a=1&access_token=${MARK}&b=2#c`,
  `PASSWORD=${MARK}`,
  `pa\u017f\u017fword=x@${MARK}`,
  `password%3D${MARK}`,
  `api_key=x&${MARK}`,
  `口令=${MARK}`,
  `password: ${MARK}`,
  `Password：${MARK}`,
  `密码：${MARK}`,
  `pwd:${MARK}`,
  `db_password: ${MARK}, ${MARK}; ${MARK}`,
  `AccessKey Secret: ${MARK}`,
  `{"token": "${MARK}"}`,
  `login --password ${MARK}`,
  `docker login -u u -p ${MARK}`,
  `curl -u u:${MARK} h`,
  `<password>${MARK}</password>`,
  `Authorization: Bearer ${MARK}1234567890`,
  `-----BEGIN RSA PRIVATE KEY----- ${MARK}`,
];

/** The examples of the table of forms that spell their secret out. */
const ofForms: readonly string[] = forms
  .flatMap(({ examples }) => examples)
  .filter((example) => example.includes('Hx9kLq22'))
  .map((example) => example.replaceAll('Hx9kLq22', `${MARK}22`));

/** All of them. */
export const credentials: readonly string[] = [...issued, ...named, ...ofForms];
