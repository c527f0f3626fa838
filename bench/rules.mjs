/** Policies with all built-in rules, and with so many simple rules more. */

const registries = {
  'allowed-regions': {
    severity: 'error',
    params: { regions: ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-shenzhen', 'ap-southeast-1'] },
  },
  'allowed-registry-types': { severity: 'error', params: { types: ['harbor', 'quay', 'acr'] } },
  'allowed-domains': { severity: 'error', params: { domains: ['*.example.com'] } },
};

/** The strict pack and the rules that are in no pack, then `more` rules of one's own. */
export function allRules(more = 0) {
  const own = Object.fromEntries(
    Array.from({ length: more }, (_, index) => [
      `extra-${index}`,
      {
        severity: 'note',
        when: { RegistryType: 'harbor' },
        assert: { PersistenceDay: { minimum: (index % 30) + 1 } },
      },
    ]),
  );
  return JSON.stringify({ version: 1, extends: ['strict'], rules: { ...registries, ...own } });
}

/** A file of so many waivers, each of another registry, as JSON, which is YAML too. */
export function waiversFile(count) {
  const waivers = Array.from({ length: count }, (_, index) => ({
    rule: 'require-https',
    registry: { Id: String(10_000_000 + index) },
    reason: 'moves to TLS with the data centre',
    expires: '2099-12-31',
  }));
  return JSON.stringify({ version: 1, waivers });
}

/** The lines of a baseline with so many findings that are no longer there. */
export function* baselineLines(count) {
  yield '{"version":1}\n';
  for (let index = 0; index < count; index++) {
    const fingerprint = (BigInt(index + 1) * 0x9e3779b97f4a7c15f39cc0605cedc835n)
      .toString(16)
      .slice(-32)
      .padStart(32, '0');
    yield `{"rule":"require-https","AliUid":"1000200030004000","RegistryName":"gone-${index}","Id":"${index}","outcome":"fail","fingerprint":"${fingerprint}"}\n`;
  }
}
