/**
 * Compiles a class of the public OCSF schema to JSON Schema (draft-07), for the tests of the format `ocsf`. OCSF
 * publishes its schema as files that extend and include one another; this puts them together.
 *
 *   git clone --branch 1.6.0 https://github.com/ocsf/ocsf-schema
 *   node scripts/ocsf-schema.mjs ocsf-schema > test/fixtures/ocsf/compliance_finding.schema.json
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder of ocsf-schema');

const EVENT = 'compliance_finding';
const CATEGORY = 2;
/** Attributes of other profiles are not allowed: an event that has them has to name them. */
const profiles = new Set(['cloud']);

const read = (path) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const filesIn = (path) =>
  readdirSync(join(folder, path), { recursive: true }).filter((file) => file.endsWith('.json'));
const named = (path) =>
  new Map(
    filesIn(path)
      .map((file) => read(join(path, file)))
      .map((one) => [one.name, one]),
  );

const dictionary = read('dictionary.json');
const objects = named('objects');
const events = named('events');

/** What a class or an object has of its own, with what it includes. */
function own({ attributes, profiles: _profiles }) {
  const { $include = [], ...rest } = attributes;
  const included = [$include].flat().map((path) => {
    const { attributes: all, name } = read(path);
    return Object.entries(all).map(([key, value]) => [key, { ...value, profile: name }]);
  });
  return [...included.flat(), ...Object.entries(rest)];
}

/** All attributes, those of what it extends before its own. */
function attributesOf(one, all) {
  const parent = one.extends ? attributesOf(all.get(one.extends), all) : {};
  const merged = { ...parent };
  for (const [key, value] of own(one)) {
    const values = merged[key]?.enum && value.enum ? { enum: { ...merged[key].enum, ...value.enum } } : {};
    merged[key] = { ...merged[key], ...value, ...values };
  }
  return merged;
}

function constraintsOf(one, all) {
  return one.constraints ?? (one.extends ? constraintsOf(all.get(one.extends), all) : undefined);
}

const wanted = new Set();

function typeOf(name) {
  if (name === 'boolean_t') return { type: 'boolean' };
  if (name === 'integer_t' || name === 'long_t') return { type: 'integer' };
  if (name === 'float_t') return { type: 'number' };
  if (name === 'json_t') return {};
  if (name === 'string_t') return { type: 'string' };
  const { type, regex, max_len: maxLength, range } = dictionary.types.attributes[name];
  const [minimum, maximum] = range ?? [];
  return {
    ...typeOf(type),
    ...(regex && { pattern: regex }),
    ...(maxLength && { maxLength }),
    minimum,
    maximum,
  };
}

function schemaOf(key, attribute) {
  const {
    type,
    object_type: object,
    is_array: isArray,
    enum: known,
  } = { ...dictionary.attributes[key], ...attribute };
  const name = object ?? (objects.has(type) ? type : undefined);
  if (name) wanted.add(name);
  const values = { ...dictionary.attributes[key]?.enum, ...known };
  const numbers = Object.keys(values).map((value) =>
    /^-?\d+$/.test(value) && !isString(type) ? Number(value) : value,
  );
  const one = {
    ...(name ? { $ref: `#/definitions/${name}` } : typeOf(type)),
    ...(numbers.length > 0 && { enum: numbers }),
  };
  return isArray ? { type: 'array', items: one } : one;
}

const isString = (type) => type === 'string_t' || dictionary.types.attributes[type]?.type === 'string_t';

function objectSchema(one, all) {
  const entries = Object.entries(attributesOf(one, all)).filter(
    ([, { profile }]) => profile === undefined || profile === null || profiles.has(profile),
  );
  const required = entries.filter(([, { requirement }]) => requirement === 'required').map(([key]) => key);
  const { at_least_one: some, just_one: single } = constraintsOf(one, all) ?? {};
  const each = (keys) => keys.map((key) => ({ required: [key] }));
  return {
    type: 'object',
    // `object` itself may hold anything.
    additionalProperties: entries.length === 0,
    ...(required.length > 0 && { required }),
    ...(some && { anyOf: each(some) }),
    ...(single && { oneOf: each(single) }),
    properties: Object.fromEntries(entries.map(([key, attribute]) => [key, schemaOf(key, attribute)])),
  };
}

const event = events.get(EVENT);
const root = objectSchema(event, events);
const classUid = CATEGORY * 1000 + event.uid;
root.properties.class_uid = { const: classUid };
root.properties.category_uid = { const: CATEGORY };
root.properties.type_uid = { enum: root.properties.activity_id.enum.map((id) => classUid * 100 + id) };

const definitions = {};
for (const name of wanted) definitions[name] = objectSchema(objects.get(name), objects);

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $comment: `OCSF ${read('version.json').version}, class ${EVENT} with the profile ${[...profiles]}. Apache-2.0, https://github.com/ocsf/ocsf-schema`,
  ...root,
  definitions,
};
console.log(JSON.stringify(schema));
