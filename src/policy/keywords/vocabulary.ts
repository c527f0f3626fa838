import { _, type Ajv, type Code, type CodeKeywordDefinition, type KeywordCxt, Name } from 'ajv';
import * as functions from './functions.js';

/** The name under which code that was compiled ahead finds the functions. */
export const FUNCTIONS = 'keywords';

/** Keywords of which a text that is no address, list or name leaves the answer open. */
export const doubtful: ReadonlySet<string> = new Set(['addressScope', 'cidr', 'minPrefix', 'domain']);

/** Keywords that are one call, of the text and of the keyword's value. */
const calls = [
  ...(['addressScope', 'addressOrRange', 'cidr', 'minPrefix'] as const),
  ...(['minEntries', 'maxEntries', 'hostName', 'domain'] as const),
];

function functionNamed({ gen }: KeywordCxt, name: keyof typeof functions): Code {
  return gen.scopeValue('func', { ref: functions[name], code: _`${new Name(FUNCTIONS)}[${name}]` });
}

function calling(keyword: (typeof calls)[number]): CodeKeywordDefinition {
  return {
    keyword,
    type: 'string',
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
  for (const keyword of calls) ajv.addKeyword(calling(keyword));
  ajv.addKeyword(perEntry('eachEntry'));
  ajv.addKeyword(perEntry('someEntry'));
  return ajv;
}
