import type { Registry } from './registry.js';

/**
 * What tells a registry from all others, over runs and over moves in a file: its account and Id, else
 * everything that says where it is. A repeated identity is told apart by `Registry.occurrence`. With an accounts
 * file its name there comes first, in quotes, so that it cannot be taken for a number: two accounts, and the two
 * centres of one, may well have the same Ids.
 */
export function registryIdentity(registry: Registry): string {
  const number = registry.AliUid ?? '';
  const account = registry.account === undefined ? number : `${JSON.stringify(registry.account)}/${number}`;
  if (registry.Id !== undefined) return `${account}/${registry.Id}`;
  const place = placeFields.map((field) => registry[field]);
  return `${account}/?${JSON.stringify(place)}`;
}

/** Whether that tells it from others: without an Id, not where something of its place is masked or not understood. */
export function isTellable({ Id, unclear }: Partial<Registry>): boolean {
  return (
    Id !== undefined || unclear === undefined || placeFields.every((field) => unclear[field] === undefined)
  );
}

const placeFields = ['RegistryType', 'RegionId', 'RegistryName', 'DomainName', 'RegistryHostIp'] as const;

/**
 * Whose registry it is, as people call it and as accounts that could not be read are named: its name in the accounts
 * file, else its number; empty where neither is known.
 */
export const accountOf = ({ account, AliUid }: Registry): string => account ?? AliUid ?? '';
