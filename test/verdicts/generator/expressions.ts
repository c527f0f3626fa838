import type { Random } from './random.js';

const numbers = ['PersistenceDay', 'TransPerHour'];
const texts = ['RegistryName', 'VpcId', 'RegionId', 'DomainName', 'RegistryHostIp', 'WhiteList', 'UserName'];
const facts = ['Password.set', 'Password.wellKnown', 'Password.short', 'Token.set', 'JenkinsEnv.set'];
const words = ["'harbor'", "'example.com'", "'-'", "'.'", "'admin'", "'10.'", "'支付'", 'params.domain'];
const comparisons = ['==', '!=', '<', '<=', '>', '>='];

/** A text of CEL. Bounded below, so that it ends. */
function text(random: Random, depth: number): string {
  const inner = (): string => text(random, depth - 1);
  const kind = depth > 0 ? random.whole(0, 9) : 9;
  if (kind === 0) return `${inner()}.lowerAscii()`;
  if (kind === 1) return `${inner()}.upperAscii()`;
  if (kind === 2) return `${inner()}.trim()`;
  if (kind === 3) return `(${inner()} + ${inner()})`;
  if (kind === 4) return `string(${integer(random, depth - 1)})`;
  if (kind === 5) return `${list(random, depth - 1)}.join('+')`;
  if (kind === 6) return `${list(random, depth - 1)}[${random.whole(0, 2)}]`;
  return random.chance(0.8) ? random.pick(texts) : random.pick(words);
}

function list(random: Random, depth: number): string {
  const split = `${random.pick(texts)}.split('${random.pick([',', '.', '-'])}')`;
  const kind = depth > 0 ? random.whole(0, 5) : 5;
  if (kind === 0) return `${split}.map(x, x.trim())`;
  if (kind === 1) return `${split}.filter(x, x.contains('${random.pick(['1', 'a', '/'])}'))`;
  if (kind === 2) return `[${text(random, depth - 1)}, 'harbor']`;
  return split;
}

function integer(random: Random, depth: number): string {
  const inner = (): string => integer(random, depth - 1);
  const kind = depth > 0 ? random.whole(0, 9) : 9;
  if (kind <= 2) return `(${inner()} ${random.pick(['+', '-', '*', '/', '%'])} ${inner()})`;
  if (kind === 3) return `size(${text(random, depth - 1)})`;
  if (kind === 4) return `${list(random, depth - 1)}.size()`;
  if (kind === 5) return 'params.days[RegistryType]';
  if (kind === 6) return `int(${random.pick(['RegistryName', "'30'", "'x'"])})`;
  return random.chance(0.6)
    ? random.pick(numbers)
    : random.pick(['0', '1', '2', '30', '90', 'params.least', '9223372036854775807']);
}

function double(random: Random): string {
  const of = (): string => `double(${integer(random, 0)})`;
  return random.pick([`(${of()} / 2.0)`, `(${of()} / ${of()})`, `(${of()} * 0.5)`, of()]);
}

function leaf(random: Random): string {
  switch (random.whole(0, 12)) {
    case 0:
      return `${integer(random, 2)} ${random.pick(comparisons)} ${integer(random, 1)}`;
    case 1:
      return `${double(random)} ${random.pick(comparisons)} ${random.pick(['0.0', '15.5', '30.0'])}`;
    case 2:
      return `${text(random, 2)} ${random.pick(['==', '!='])} ${text(random, 1)}`;
    case 3:
      return `${text(random, 1)}.${random.pick(['contains', 'startsWith', 'endsWith'])}(${random.pick(words)})`;
    case 4:
      return `${random.pick(texts)}.matches('${random.pick(['^payments-', '[0-9]{2}', '^[a-z.-]+$', 'e?x'])}')`;
    case 5:
      return `has(${random.pick([...texts, ...numbers, ...facts, 'NetType', 'Id'])})`;
    case 6:
      return random.pick(facts);
    case 7:
      return random.pick([
        "NetType != 'VPC'",
        "ProtocolType == 'HTTPS'",
        "RegistryVersion == 'V2'",
        "AliUid == '7'",
        "Id != '1'",
      ]);
    case 8:
      return random.pick([
        "RegistryType in ['harbor', 'quay']",
        'RegistryType in params.types',
        'RegistryType in params.days',
      ]);
    case 9:
      return `${list(random, 1)}.${random.pick(['all', 'exists'])}(x, ${random.pick(["x.startsWith('10.')", 'size(x) > 3', 'x == UserName', 'int(x) > 30', "x != RegistryName && x != ''"])})`;
    case 10:
      return `${list(random, 1)}.exists_one(x, ${random.pick(["x.startsWith('10.')", 'size(x) > 3', "x != ''"])})`;
    case 11:
      return `${list(random, 1)}.all(x, ${list(random, 0)}.exists(y, x == y))`;
    default:
      return `PersistenceDay >= (RegistryType == 'harbor' ? 90 : 30)`;
  }
}

/** An expression that comes to true or false, of what this program and the other library take for the same. */
export function randomExpression(random: Random, depth = 2): string {
  const inner = (): string => randomExpression(random, depth - 1);
  const kind = depth > 0 ? random.whole(0, 7) : 7;
  if (kind <= 1) return `(${inner()} && ${inner()})`;
  if (kind <= 3) return `(${inner()} || ${inner()})`;
  if (kind === 4) return `!(${inner()})`;
  if (kind === 5) return `(${inner()} ? (${inner()} == true) : (${inner()} == true))`;
  return leaf(random);
}
