import type { Messages } from '../../messages/messages.js';
import type { AcrossDetail, CountDetail, OtherRegistry } from '../../model/across.js';
import type { FieldName } from '../../model/field.js';
import { formatLocation, type Location } from '../../model/location.js';
import type { RegistryFields } from '../../model/registry.js';
import type { Selector } from '../../model/selector.js';
import { shorten, shortList, showValue } from '../sanitise.js';

/** What a finding of a rule across registries says beside what the policy says of it. Harmless to print. */
export function describeAcross(across: AcrossDetail, subject: RegistryFields, words: Messages): string {
  const say = words.across;
  switch (across.kind) {
    case 'when':
      return say.undecidedWhen;
    case 'nothing':
      return say.nothing(across.fields.join(', '));
    case 'same':
      return say.same(valuesOf(across.fields, subject, words), otherName(across.other, words));
    case 'perhaps':
      return say.perhaps(words.result.list(across.fields), otherName(across.other, words));
    case 'count':
      return counted(across, subject, words);
    case 'groups':
      return reasons(
        [
          across.registries > 0 && say.stray(across.registries, across.by.join(', ')),
          across.hidden && say.hidden,
        ],
        words,
      );
    case 'missing':
      return missing(across, words);
    case 'undeclared':
      return say.undeclared(across.declared);
    case 'repeated':
      return say.repeated(place(across.entry.location), otherName(across.other, words));
    case 'perhapsDeclared':
      return say.perhapsDeclared(place(across.entry.location));
  }
}

const place = (location: Location): string => showValue(formatLocation(location));

const reasons = (parts: readonly (string | false)[], words: Messages): string =>
  parts.filter((part) => part !== false).reduce(words.across.also);

/** `legacy-harbor (harbor, Id 70102, registries.json:24:5)`; the account first, where there are several. */
function otherName(other: OtherRegistry, words: Messages): string {
  const { account, RegistryName: name, RegistryType: type, Id: id, RegionId: region } = other;
  const { location, occurrence } = other;
  const number =
    id === undefined ? undefined : `Id ${id}${occurrence === undefined ? '' : ` (${occurrence})`}`;
  const details = [account, type, number, location ? formatLocation(location) : region]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => showValue(part ?? ''));
  const shown = name === undefined || name === '' ? words.page.noName : showValue(name);
  return details.length === 0 ? shown : `${shown} (${details.join(', ')})`;
}

function valuesOf(fields: readonly FieldName[], subject: RegistryFields, words: Messages): string {
  const parts = fields.map((field) => {
    const value = subject[field];
    const shown = value === '' || value === undefined ? words.result.empty : showValue(String(value));
    return words.across.valued(field, shown);
  });
  return words.result.list(shortList(parts));
}

function counted(across: CountDetail, subject: RegistryFields, words: Messages): string {
  const say = words.across;
  const { by, count, possible, hidden, min = 0, max } = across;
  const least = min > 0 ? say.atLeast(min) : undefined;
  const most = max === undefined ? undefined : say.atMost(max);
  const wanted = least && most ? say.both(least, most) : (least ?? most ?? '');
  const found =
    by.length === 0
      ? say.countedAll(count, wanted)
      : say.counted(valuesOf(by, subject, words), count, wanted);
  return reasons([found, possible > 0 && say.mayCount(possible), hidden && say.hidden], words);
}

function missing({ entry, perhaps, hidden }: AcrossDetail & { kind: 'missing' }, words: Messages): string {
  const say = words.across;
  const declared = describeDeclared(entry.registry, words);
  const said = perhaps ? say.missingPerhaps(declared, otherName(perhaps, words)) : say.missing(declared);
  return reasons([said, hidden && say.hidden], words);
}

/** `RegistryName: a, RegionId: cn-hangzhou` */
function describeDeclared(selector: Selector, words: Messages): string {
  const fields = selector.map(
    ({ field, patterns }) => `${field}: ${words.expected.or(shortList(patterns.map(showValue)))}`,
  );
  return shorten(words.result.list(fields), 300);
}

/** The registry that another finding names, for programs. */
export function otherOf(across: AcrossDetail): OtherRegistry | undefined {
  if (across.kind === 'missing') return across.perhaps;
  return 'other' in across ? across.other : undefined;
}
