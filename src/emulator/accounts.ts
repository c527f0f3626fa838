import { randomUUID } from 'node:crypto';
import { GatewayError, invalidParameter, missingParameter } from './errors.js';
import { type Fault, startFault } from './faults.js';
import { type RecordInput, type StoredRecord, storeRecords } from './records.js';
import type { Parameters } from './signature.js';

/** An access key that the emulator knows, and what it opens. */
export interface EmulatedAccount {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** When set, requests must carry it, as those with temporary credentials do. */
  readonly securityToken?: string | undefined;
  readonly records: RecordInput;
  /** The RAM role by which others come to this account's registries. */
  readonly role?: string | undefined;
  /** What whoever assumes the role has to know. */
  readonly externalId?: string | undefined;
  /** What goes wrong for this account alone, by a name of `faults`. */
  readonly fault?: string | undefined;
  /** How long its answers take, in milliseconds, beside what all take. */
  readonly latencyMs?: number | undefined;
}

/** An account, ready to be asked. */
export interface Account {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly records: readonly StoredRecord[];
  readonly fault: Fault | undefined;
  readonly latencyMs: number;
}

/** A role, and the account that it opens. */
interface Role {
  readonly externalId: string | undefined;
  readonly account: Account;
}

const HOUR_MS = 60 * 60 * 1000;

/** All accounts by their access keys, those of assumed roles among them. */
export class Accounts {
  readonly #byKey = new Map<string, Account>();
  readonly #roles = new Map<string, Role>();

  constructor(accounts: readonly EmulatedAccount[]) {
    for (const given of accounts) {
      const account: Account = {
        accessKeyId: given.accessKeyId,
        accessKeySecret: given.accessKeySecret,
        securityToken: given.securityToken ?? '',
        records: storeRecords(given.records),
        fault: given.fault === undefined ? undefined : startFault(given.fault),
        latencyMs: given.latencyMs ?? 0,
      };
      this.#byKey.set(account.accessKeyId, account);
      if (given.role !== undefined) this.#roles.set(given.role, { externalId: given.externalId, account });
    }
  }

  /** The account of an access key, if there is one. */
  find(accessKeyId: string): Account | undefined {
    return this.#byKey.get(accessKeyId);
  }

  /** What the security token service answers to AssumeRole: a key of its own for each time. */
  assume(parameters: Parameters, now: Date): object {
    const arn = parameters.get('RoleArn') ?? '';
    const session = parameters.get('RoleSessionName') ?? '';
    if (arn === '') throw missingParameter('RoleArn');
    if (session === '') throw missingParameter('RoleSessionName');
    const seconds = Number(parameters.get('DurationSeconds') ?? 3600);
    if (!(seconds >= 900 && seconds <= 43_200)) throw invalidParameter('DurationSeconds');
    const role = this.#roles.get(arn);
    if (!role) throw new GatewayError('EntityNotExist.Role');
    if (role.externalId !== undefined && role.externalId !== parameters.get('ExternalId')) {
      throw new GatewayError('NoPermission');
    }
    const key = {
      accessKeyId: `STS.${randomUUID().replaceAll('-', '')}`,
      accessKeySecret: `not-a-secret-${randomUUID()}`,
      securityToken: `not-a-token-${randomUUID()}`,
    };
    this.#byKey.set(key.accessKeyId, { ...role.account, ...key });
    return {
      AssumedRoleUser: { Arn: `${arn}/${session}`, AssumedRoleId: `300000000000000:${session}` },
      Credentials: {
        AccessKeyId: key.accessKeyId,
        AccessKeySecret: key.accessKeySecret,
        SecurityToken: key.securityToken,
        Expiration: new Date(now.getTime() + (seconds * HOUR_MS) / 3600).toISOString().replace(/\.\d+/, ''),
      },
    };
  }
}
