import {
  _,
  type Ajv,
  type AnySchemaObject,
  type Code,
  type CodeKeywordDefinition,
  type KeywordCxt,
  Name,
} from 'ajv';
import { addressScopes } from './address.js';
import * as functions from './functions.js';

/** The name under which code that was compiled ahead finds the functions. */
export const FUNCTIONS = 'keywords';

/** What a keyword's value may be. */
interface Values {
  readonly schemaType: NonNullable<CodeKeywordDefinition['schemaType']>;
  readonly metaSchema?: AnySchemaObject;
}

const scopes = { enum: addressScopes };
const texts: Values = {
  schemaType: 'array',
  metaSchema: { items: { type: 'string' }, minItems: 1 },
};
const count: Values = { schemaType: 'number', metaSchema: { type: 'integer', minimum: 0 } };
const prefix = (maximum: number): AnySchemaObject => ({ type: 'integer', minimum: 0, maximum });

/**
 * Keywords that are one call, of the text and of the keyword's value, and what that value may be: whichever way
 * a wrong one came here, it must not become a function that answers something.
 */
const calls = {
  addressScope: {
    schemaType: ['string', 'array'],
    metaSchema: { anyOf: [scopes, { type: 'array', items: scopes, minItems: 1 }] },
  },
  addressOrRange: { schemaType: 'boolean' },
  cidr: texts,
  minPrefix: {
    schemaType: 'object',
    metaSchema: {
      properties: { ipv4: prefix(32), ipv6: prefix(128) },
      additionalProperties: false,
      minProperties: 1,
    },
  },
  minEntries: count,
  maxEntries: count,
  hostName: { schemaType: 'boolean' },
  domain: texts,
} as const satisfies Partial<Record<keyof typeof functions, Values>>;

type CallName = keyof typeof calls;
const callNames: readonly CallName[] = [
  ...(['addressScope', 'addressOrRange', 'cidr', 'minPrefix'] as const),
  ...(['minEntries', 'maxEntries', 'hostName', 'domain'] as const),
];

function functionNamed({ gen }: KeywordCxt, name: keyof typeof functions): Code {
  return gen.scopeValue('func', { ref: functions[name], code: _`${new Name(FUNCTIONS)}[${name}]` });
}

function calling(keyword: CallName): CodeKeywordDefinition {
  const { schemaType, metaSchema }: Values = calls[keyword];
  return {
    keyword,
    type: 'string',
    schemaType,
    ...(metaSchema && { metaSchema }),
    code: (cxt) => cxt.fail(_`!${functionNamed(cxt, keyword)}(${cxt.data}, ${cxt.schemaValue})`),
  };
}

/** `eachEntry` and `someEntry`: the schema holds for every entry of the list, or for one. */
function perEntry(keyword: 'eachEntry' | 'someEntry'): CodeKeywordDefinition {
  const every = keyword === 'eachEntry';
  return {
    keyword,
    type: 'string',
    schemaType: ['object', 'boolean'],
    // What single entries fail of is no error of the list: the count is set back when the list passes.
    trackErrors: true,
    code(cxt) {
      const { gen, data } = cxt;
      const entries = gen.const('entries', _`${functionNamed(cxt, 'entriesOf')}(${data})`);
      const found = gen.let('found', every);
      gen.forOf('entry', entries, (entry) => {
        const valid = gen.name('valid');
        cxt.subschema(
          {
            keyword,
            data: entry,
            dataTypes: ['string'],
            propertyName: entry,
            createErrors: false,
            compositeRule: true,
          },
          valid,
        );
        gen.if(every ? _`!${valid}` : valid, () => gen.assign(found, !every).break());
      });
      cxt.result(found, () => cxt.reset());
    },
  };
}

/** Adds this program's keywords to an Ajv instance. `present` is answered before a schema is asked at all. */
export function addKeywords(ajv: Ajv): Ajv {
  for (const keyword of callNames) ajv.addKeyword(calling(keyword));
  ajv.addKeyword(perEntry('eachEntry'));
  ajv.addKeyword(perEntry('someEntry'));
  return ajv;
}
