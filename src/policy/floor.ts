import { existsSync, realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { type Checkout, checkoutOf, isPartOf } from '../documents/git.js';
import { findRoot, isInside } from '../documents/root.js';
import { PolicyError, UsageError } from '../model/error.js';
import type { Policy, Rule } from '../model/rule.js';
import { builtinPacks } from './builtin.js';
import { isPackageName } from './read/packages.js';

/**
 * Refuses a floor that is neither a built-in pack nor a file: a package would be looked up in the `node_modules` of the
 * checkout, which decides what is installed there.
 *
 * @throws UsageError
 */
export function refusePackage(name: string, cwd: string): void {
  if (name.trim() === '') throw noFloor('the name of the floor is empty', 'Give a file or a built-in pack.');
  if (builtinPacks.has(name) || !isPackageName(name) || existsSync(resolve(cwd, name))) return;
  const reason = 'it is neither a file nor a built-in pack';
  throw noFloor(
    `the floor ${name} cannot be read: ${reason}`,
    `Check the path given with --floor. ${PACKAGES}`,
  );
}

const PACKAGES = 'A floor is not read from an installed package: the checkout decides what is installed.';

/** The error of a floor that could not be loaded, in terms of the option that names it. */
export function ofFloor(error: unknown): unknown {
  if (!(error instanceof UsageError) || error instanceof PolicyError) return error;
  return noFloor(error.message.replace(/^the policy /, 'the floor '), 'Check the path given with --floor.');
}

function noFloor(message: string, hint: string): UsageError {
  return new UsageError({ code: 'no-floor', message, hint });
}

/**
 * A policy that holds registries to the floor as well. A rule that only the floor has is added; one that both have keeps
 * both settings, and the engine lets the worse count.
 *
 * @throws UsageError where the floor is outside the checkout, and what it extends is inside
 */
export function withFloor(policy: Policy, floor: Policy, cwd: string): Policy {
  const own = new Set(policy.rules.map(({ id }) => id));
  const required = new Map(floor.rules.map((rule) => [rule.id, ofTheFloor(rule)]));
  const overrides = [...(policy.overrides ?? []), ...(floor.overrides ?? [])];
  const waivers = [
    ...(policy.waivers ?? []),
    ...(floor.waivers ?? []).map((waiver) => ({ ...waiver, floor: true as const })),
  ];
  return {
    ...policy,
    rules: [
      ...policy.rules.map((rule) => both(rule, required.get(rule.id))),
      ...[...required.values()].filter(({ id }) => !own.has(id)),
    ],
    ...(overrides.length > 0 && { overrides }),
    ...(waivers.length > 0 && { waivers }),
    floor: { name: floor.name, files: floor.files, inCheckout: isInCheckout(floor, policy, cwd) },
  };
}

function both(rule: Rule, required: Rule | undefined): Rule {
  return required ? { ...rule, required } : rule;
}

/** What an override of the floor makes of a rule is of the floor, too. */
function ofTheFloor(rule: Rule): Rule {
  const overrides = rule.overrides?.map(({ match, rule: there }) => ({
    match,
    rule: there && ofTheFloor(there),
  }));
  return { ...rule, floor: true, ...(overrides && { overrides }) };
}

/** Whether the floor is in the checkout that is checked. What it extends cannot be there unless it is itself. */
function isInCheckout({ files }: Policy, policy: Policy, cwd: string): boolean {
  const root = findRoot(cwd, process.env);
  const checked = [root, cwd, ...policy.files].flatMap((path) => checkoutOf(resolve(cwd, path)) ?? []);
  const [first, ...others] = files.map((file) => ({ file, inside: isChecked(file, cwd, root, checked) }));
  const borrowed = others.find(({ file, inside }) => inside && (!first?.inside || isInstalled(file)));
  if (borrowed) {
    throw noFloor(
      `the floor uses ${borrowed.file}, which is part of the checkout that it guards`,
      `Put that file next to the floor, outside of the checkout. ${PACKAGES}`,
    );
  }
  return first?.inside === true;
}

function isChecked(file: string, cwd: string, root: string, checked: readonly Checkout[]): boolean {
  const path = realpathSync(resolve(cwd, file));
  const checkout = checkoutOf(path);
  if (checkout) return checked.some((one) => isPartOf(checkout, one));
  return isInside(path, root);
}

const isInstalled = (file: string): boolean => file.split(sep).includes('node_modules');
