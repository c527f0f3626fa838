import type { Mismatch } from '../../model/policy-tests.js';
import { showProse, showValue } from '../sanitise.js';

/** Registries whose reasons are told; the others have much the same. */
const MOST = 5;

/** An expectation that did not come true, as lines: what the test says, what it would have to say, and why. */
export interface Diff {
  readonly expected: string;
  readonly found: string;
  readonly reasons: readonly string[];
}

/** All of it is harmless to print. */
export function diffOf({ rule, registry, expected, found, reasons }: Mismatch): Diff {
  const said = (value: string): string => {
    const ofRule = `${showValue(rule)}: ${value}`;
    return registry === undefined ? ofRule : `${showValue(registry)}: { ${ofRule} }`;
  };
  const shown = reasons.slice(0, MOST).map((reason) => `${reason.registry}: ${showProse(reason.message)}`);
  const more = reasons.length - shown.length;
  return {
    expected: said(expected),
    found: said(found),
    reasons: more > 0 ? [...shown, `and ${more} more`] : shown,
  };
}
