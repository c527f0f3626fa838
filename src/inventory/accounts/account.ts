import type { RegistryType } from '../../model/field.js';
import type { Identity } from './identity.js';

/** One account as it is going to be read: at one centre, or from a file. */
export interface Account {
  /** What it is called in reports: its name, with its region where it is read at several. */
  readonly name: string;
  /** Its place among all accounts of the file, from 0. */
  readonly position: number;
  /** Whether it is right that it has no registries. */
  readonly allowEmpty: boolean;
  readonly from: LiveAccount | FileAccount;
}

/** An account that Security Center is asked for. */
export interface LiveAccount {
  readonly kind: 'live';
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
  readonly registryType: RegistryType | undefined;
  readonly identity: Identity;
}

/** A file in place of an account. */
export interface FileAccount {
  readonly kind: 'file';
  /** Relative to the working directory, or absolute. */
  readonly file: string;
}

/** An accounts file, read and checked. */
export interface AccountsFile {
  /** The path as the user wrote it. */
  readonly file: string;
  readonly accounts: readonly Account[];
}
