import { invalidParameter } from './errors.js';
import type { StoredRecord } from './records.js';
import type { Parameters } from './signature.js';

/** The version of Security Center's API that is served. */
export const VERSION = '2018-12-03';

/** Values of the parameter `RegistryType`. */
const registryTypes = ['acr', 'harbor', 'quay', 'CI/CD'];

/** A successful answer: a list under its name, each item as JSON. */
export interface Answer {
  readonly list: string;
  readonly items: readonly string[];
}

type Action = (parameters: Parameters, records: readonly StoredRecord[]) => Answer;

/** Only what reads: nothing that a client sends can change the inventory. */
const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['ListPrivateRegistryList', listRegistries],
  ['ListPrivateRegistryType', countTypes],
]);

/** The one action of the security token service that is served beside Security Center. */
export const ASSUME_ROLE = 'AssumeRole';

/** The version of the API that has an action; undefined where none does. */
export function versionOf(action: string): string | undefined {
  if (action === ASSUME_ROLE) return '2015-04-01';
  return actions.has(action) ? VERSION : undefined;
}

/** What the product answers to a request that the gate has let through. */
export function perform(parameters: Parameters, records: readonly StoredRecord[]): Answer {
  const action = actions.get(parameters.get('Action') ?? '');
  if (action === undefined) throw invalidParameter('Action');
  return action(parameters, records);
}

/** The body of a successful answer. */
export function toBody(requestId: string, { list, items }: Answer): string {
  return `{"RequestId":${JSON.stringify(requestId)},${JSON.stringify(list)}:[${items.join(',')}]}`;
}

function listRegistries(parameters: Parameters, records: readonly StoredRecord[]): Answer {
  const wanted = parameters.get('RegistryType') ?? '';
  if (wanted !== '' && !registryTypes.includes(wanted)) throw invalidParameter('RegistryType');
  const chosen = wanted === '' ? records : records.filter(({ registryType }) => registryType === wanted);
  return { list: 'ImageRegistryInfos', items: chosen.map(({ json }) => json) };
}

function countTypes(_parameters: Parameters, records: readonly StoredRecord[]): Answer {
  const items = registryTypes.flatMap((type) => {
    const count = records.filter(({ registryType }) => registryType === type).length;
    return count === 0 ? [] : [JSON.stringify({ RegistryType: type, Count: count })];
  });
  return { list: 'RegistryTypeInfos', items };
}
