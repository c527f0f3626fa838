import type { FieldName } from '../model/field.js';
import type { FieldValue, Registry } from '../model/registry.js';
import type { Condition, FieldCondition } from '../model/rule.js';

/** Kleene's third value is undefined: open, for what cannot be decided. */
export type Truth = boolean | undefined;

/** A condition, ready to be asked of one registry after the other. */
export type Decide = (registry: Registry) => Truth;

/**
 * One function a field. `registry[field]` with any field at one place in the code makes V8 look each name up
 * anew; here each function sees one name only.
 */
const readers: Readonly<Record<FieldName, (registry: Registry) => FieldValue | undefined>> = {
  Id: (registry) => registry.Id,
  RegistryName: (registry) => registry.RegistryName,
  RegistryType: (registry) => registry.RegistryType,
  RegistryVersion: (registry) => registry.RegistryVersion,
  ProtocolType: (registry) => registry.ProtocolType,
  NetType: (registry) => registry.NetType,
  VpcId: (registry) => registry.VpcId,
  RegionId: (registry) => registry.RegionId,
  DomainName: (registry) => registry.DomainName,
  RegistryHostIp: (registry) => registry.RegistryHostIp,
  WhiteList: (registry) => registry.WhiteList,
  UserName: (registry) => registry.UserName,
  PersistenceDay: (registry) => registry.PersistenceDay,
  TransPerHour: (registry) => registry.TransPerHour,
  AliUid: (registry) => registry.AliUid,
  'Password.set': (registry) => registry['Password.set'],
  'Password.wellKnown': (registry) => registry['Password.wellKnown'],
  'Password.short': (registry) => registry['Password.short'],
  'Token.set': (registry) => registry['Token.set'],
  'JenkinsEnv.set': (registry) => registry['JenkinsEnv.set'],
  'JenkinsEnv.hasCredential': (registry) => registry['JenkinsEnv.hasCredential'],
  'JenkinsEnv.credentialKinds': (registry) => registry['JenkinsEnv.credentialKinds'],
};

/** Turns a condition into a function, once for all registries. */
export function decider(condition: Condition): Decide {
  if (condition.kind === 'field') return fieldDecider(condition);
  if (condition.kind === 'not') return not(decider(condition.of));
  const parts = condition.of.map(decider);
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return condition.kind === 'all' ? all(parts) : any(parts);
}

function fieldDecider({ field, test, present }: FieldCondition): Decide {
  const read = readers[field];
  if (present !== undefined) return presence(field, present);
  return (registry) => {
    const value = read(registry);
    return value === undefined ? undefined : test(value);
  };
}

/** Whether the field is there and not empty. What is there but not understood leaves even that open. */
function presence(field: FieldName, wanted: boolean): Decide {
  const read = readers[field];
  return (registry) => {
    const value = read(registry);
    if (value !== undefined) return (value !== '') === wanted;
    return registry.unclear?.[field] === undefined ? !wanted : undefined;
  };
}

const not =
  (decide: Decide): Decide =>
  (registry) => {
    const truth = decide(registry);
    return truth === undefined ? undefined : !truth;
  };

function all(parts: readonly Decide[]): Decide {
  return (registry) => {
    let truth: Truth = true;
    for (const decide of parts) {
      const part = decide(registry);
      if (part === false) return false;
      if (part === undefined) truth = undefined;
    }
    return truth;
  };
}

function any(parts: readonly Decide[]): Decide {
  return (registry) => {
    let truth: Truth = false;
    for (const decide of parts) {
      const part = decide(registry);
      if (part === true) return true;
      if (part === undefined) truth = undefined;
    }
    return truth;
  };
}
