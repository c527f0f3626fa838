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
