import type { Path, PolicySource } from '../../documents/source.js';
import type { ErrorDetails } from '../../model/error.js';
import { type Severity, severities } from '../../model/severity.js';
import { isMapping } from '../keywords/keyword.js';
import type { Setting } from '../read/layers.js';
import type { Params } from './field-schema.js';
import { Reporter } from './problems.js';

/** What one layer says of a rule. */
export interface RuleSetting {
  readonly source: PolicySource | undefined;
  readonly setting: Setting;
  /** Where it says so. */
  readonly path: Path;
}

/** What all layers together say of a rule, the lowest first. */
export class RuleSettings {
  readonly id: string;
  readonly layers: readonly RuleSetting[];

  constructor(id: string, layers: readonly RuleSetting[]) {
    this.id = id;
    this.layers = layers;
  }

  /** The last layer that has the key, or any key. */
  last(key?: string): RuleSetting | undefined {
    return this.layers.findLast(({ setting }) => key === undefined || (isMapping(setting) && key in setting));
  }

  /** What the last layer that has the key says under it. */
  value(key: string): unknown {
    const setting = this.last(key)?.setting;
    return isMapping(setting) ? setting[key] : undefined;
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    return typeof value === 'string' ? value : undefined;
  }

  texts(key: string): readonly string[] {
    const value = this.value(key);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  /** The severity that the last layer gives; undefined where none does. */
  get severity(): Severity | 'off' | undefined {
    const given = this.layers.map(({ setting }) => severityIn(setting));
    const last = given.findLast((value) => value !== undefined);
    return last === 'off' ? 'off' : severities.find((severity) => severity === last);
  }

  /**
   * A layer that says how the rule is to be, though one below it turned the rule off: nothing would come of it.
   * A file that is extended in two ways comes again above those that extend it, and is not meant.
   */
  get unheard(): RuleSetting | undefined {
    const off = this.layers.findLastIndex(({ setting }) => severityIn(setting) !== undefined);
    const below = new Set(this.layers.slice(0, off + 1).map(placeOf));
    return off < 0 ? undefined : this.layers.slice(off + 1).findLast((layer) => !below.has(placeOf(layer)));
  }

  /** The parameters of all layers, a later value over an earlier one. */
  get params(): Params {
    const given = this.layers.map(({ setting }) => (isMapping(setting) ? setting['params'] : undefined));
    return Object.assign({}, ...given.filter(isMapping));
  }

  /** The last layer that gives a parameter; undefined where it is as the rule has it. */
  giving(param: string): RuleSetting | undefined {
    return this.layers.findLast(({ setting }) => {
      const params = isMapping(setting) ? setting['params'] : undefined;
      return isMapping(params) && Object.hasOwn(params, param);
    });
  }

  reporter(problems: ErrorDetails[], layer: RuleSetting | undefined, ...path: string[]): Reporter {
    return new Reporter(problems, layer?.source, [...(layer?.path ?? ['rules', this.id]), ...path]);
  }
}

const placeOf = ({ source, path }: RuleSetting): string => JSON.stringify([source?.file, path]);

const severityIn = (setting: Setting): unknown => (isMapping(setting) ? setting['severity'] : setting);
