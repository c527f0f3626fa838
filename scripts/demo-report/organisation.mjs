/**
 * An organisation of twenty accounts as it might have been on each of thirty days: made up, and the same at every
 * call. Registries come, mistakes are made and mended, and some come back.
 */

const accountNames = `payments mobile core search data-platform edge iot games research backup
  logistics loyalty video maps ads identity billing support analytics sandbox`.split(/\s+/);

const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-shenzhen'];
const types = ['harbor', 'harbor', 'quay', 'acr'];

/** Mistakes, and how likely a new registry has each. */
const mistakes = [
  [0.16, { ProtocolType: 1 }],
  [0.08, { Password: 'Harbor12345' }],
  [0.14, { WhiteList: '0.0.0.0/0' }],
  [0.2, { PersistenceDay: 7 }],
  [0.12, { RegistryVersion: 'V1' }],
  [0.15, { UserName: 'admin' }],
  [0.05, { NetType: 1, VpcId: '', RegistryHostIp: '47.96.12.9' }],
  [0.03, { ProtocolType: 3 }],
];

/** Numbers from 0 to 1 that only look random. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** When a mistake was there: from one day to another, and perhaps again from a third. */
function lifeOf(next, born, days) {
  const from = next() < 0.9 ? born : born + Math.floor(next() * (days - born));
  const until = next() < 0.8 ? from + 1 + Math.floor(next() * days) : days;
  const again = next() < 0.12 ? until + 1 + Math.floor(next() * 6) : days;
  return (day) => (day >= from && day < until) || day >= again;
}

function sound(account, index, id, next) {
  const type = types[Math.floor(next() * types.length)];
  const name = `${account}-${type}-${index + 1}`;
  return {
    Id: id,
    RegistryName: name,
    RegistryType: type,
    RegistryVersion: 'V2',
    ProtocolType: 2,
    NetType: 2,
    VpcId: `vpc-bp1fake${String(id).padStart(14, '0')}`,
    RegionId: regions[Math.floor(next() * regions.length)],
    DomainName: `${name}.example.com`,
    RegistryHostIp: `10.${id % 200}.${index}.10`,
    WhiteList: '100.104.12.64/26',
    UserName: type === 'harbor' ? 'robot$security-center-scan' : '',
    Password: type === 'harbor' ? `FAKE-password-${id}` : '',
    Token: type === 'quay' ? `FAKE-token-${id}` : '',
    PersistenceDay: 90,
    TransPerHour: 30,
    JenkinsEnv: '',
  };
}

/** The registries of an account, each with the day on which it came and what was wrong with it when. */
function registriesOf(account, position, days) {
  const next = numbers(position + 7);
  return Array.from({ length: 8 + Math.floor(next() * 14) }, (_, index) => {
    const born = next() < 0.8 ? 0 : Math.floor(next() * days);
    const record = sound(account, index, 60_000 + position * 100 + index, next);
    const wrong = mistakes.flatMap(([likely, change]) =>
      next() < likely ? [{ change, holds: lifeOf(next, born, days) }] : [],
    );
    return { born, record: { ...record, AliUid: 1_000_200_030_004_000 + position }, wrong };
  });
}

/** The accounts by name, and the registries of each on one day. */
export function organisation(days) {
  const accounts = accountNames.map((name, position) => [name, registriesOf(name, position, days)]);
  return {
    names: accountNames,
    /** @param day from 0 */
    on: (day) =>
      accounts.map(([name, registries]) => [
        name,
        registries
          .filter(({ born }) => born <= day)
          .map(({ record, wrong }) =>
            Object.assign({ ...record }, ...wrong.flatMap(({ change, holds }) => (holds(day) ? change : []))),
          ),
      ]),
  };
}
