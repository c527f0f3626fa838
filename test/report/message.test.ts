import { describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en.js';
import { zh } from '../../src/messages/zh.js';
import { registryName } from '../../src/report/describe/registry.js';
import { describeResult, fillMessage } from '../../src/report/describe/result.js';
import { hostileStrings, isWorkflowCommand, UNPRINTABLE } from '../support/hostile.js';
import { aRegistry, aResult, aRule } from '../support/results.js';

describe('fillMessage', () => {
  const rule = aRule('r', 'error', { params: { minimum: 30, types: ['acr', 'harbor'], deep: { a: 1 } } });
  const registry = aRegistry({
    PersistenceDay: 7,
    WhiteList: '',
    'Password.set': false,
    unclear: { ProtocolType: '"gopher"' },
  });

  it.each([
    ['{PersistenceDay} days, {params.minimum} expected', '7 days, 30 expected'],
    ['{Password.set}', 'false'],
    ['one of {params.types}', 'one of acr, harbor'],
    ['{params.deep}', '{"a":1}'],
    ['the whitelist is {WhiteList}', 'the whitelist is (empty)'],
    ['over {ProtocolType}', 'over "gopher"'],
    ['in {VpcId}', 'in (not given)'],
    ['{Nothing} {params.nothing} {params.toString} {', '{Nothing} {params.nothing} {params.toString} {'],
  ])('fills %j', (template, message) => {
    expect(fillMessage(template, rule, registry, en)).toBe(message);
  });

  it('fills once: a value is never a template', () => {
    const named = aRegistry({ RegistryName: "{params.minimum} $& $' {Id}" });
    expect(fillMessage('<{RegistryName}>', rule, named, en)).toBe("<{params.minimum} $& $' {Id}>");
  });
});

describe('describeResult', () => {
  const rule = aRule('r', 'error', { message: '{RegistryName} is wrong' });

  it('says why a result is open', () => {
    const registry = aRegistry({ RegistryHostIp: '114.55.XXX.XXX', unclear: { ProtocolType: '7' } });
    const open = aResult(
      rule,
      registry,
      [
        { field: 'RegistryHostIp', value: '114.55.XXX.XXX', expected: { addressScope: 'public' } },
        { field: 'ProtocolType', expected: { const: 'HTTPS' } },
        { field: 'VpcId', expected: { minLength: 1 } },
      ],
      'open',
    );
    expect(describeResult(open, en).message).toBe(
      'Cannot be decided: What r asks for (RegistryHostIp is 114.55.XXX.XXX, which is not an address; ' +
        'ProtocolType is 7, which is not understood; ' +
        'VpcId is not in the record, expected a text that is not empty)',
    );
  });

  it('says that something cannot be decided even where it is not known why', () => {
    expect(describeResult(aResult(rule, aRegistry(), [], 'open'), en).message).toBe(
      'Cannot be decided: What r asks for',
    );
  });

  it('says what was found and what was expected', () => {
    const failed = aResult(rule, aRegistry(), [
      { field: 'ProtocolType', value: 'HTTP', expected: { const: 'HTTPS' } },
      { field: 'VpcId', expected: { present: true } },
      { field: 'WhiteList', value: '', expected: { minEntries: 1 } },
    ]);
    expect(describeResult(failed, en).evidence).toEqual([
      'ProtocolType is HTTP, expected HTTPS',
      'VpcId is not given, expected a value',
      'WhiteList is empty, expected at least 1 entry',
    ]);
  });

  const hostIp = { field: 'RegistryHostIp', expected: { addressScope: 'public' } } as const;

  it.each([
    ['no such field', 'open', {}, hostIp, 'RegistryHostIp is not in the record, expected a public address'],
    ['no such field', 'fail', {}, hostIp, 'RegistryHostIp is not given, expected a public address'],
    [
      'a value that is not understood',
      'open',
      { unclear: { RegistryHostIp: '7' } },
      hostIp,
      'RegistryHostIp is 7, which is not understood',
    ],
    [
      'a value that is not understood',
      'fail',
      { unclear: { RegistryHostIp: '7' } },
      { ...hostIp, expected: { present: false } },
      'RegistryHostIp is 7, expected no value',
    ],
    [
      'a masked address',
      'open',
      {},
      { ...hostIp, value: '10.X.X.X' },
      'RegistryHostIp is 10.X.X.X, which is not an address',
    ],
    [
      'an empty text',
      'open',
      {},
      { ...hostIp, value: '' },
      'RegistryHostIp is empty, which is not an address',
    ],
    [
      'an empty text',
      'fail',
      {},
      { ...hostIp, value: '' },
      'RegistryHostIp is empty, expected a public address',
    ],
    [
      'what must not be',
      'fail',
      {},
      { ...hostIp, value: '8.8.8.8', negated: true },
      'RegistryHostIp is 8.8.8.8, expected not a public address',
    ],
    [
      'what must not be',
      'open',
      {},
      { ...hostIp, negated: true },
      'RegistryHostIp is not in the record, expected not a public address',
    ],
    [
      'a field that must not be',
      'fail',
      {},
      { ...hostIp, value: '8.8.8.8', expected: { present: true }, negated: true },
      'RegistryHostIp is 8.8.8.8, expected no value',
    ],
  ] as const)('reads well for %s: %s', (_, outcome, fields, evidence, text) => {
    const registry = aRegistry({ RegistryHostIp: undefined, ...fields });
    expect(describeResult(aResult(rule, registry, [evidence], outcome), en).evidence).toEqual([text]);
  });

  it.each(Object.entries(hostileStrings))('is harmless with a name like %s', (_, name) => {
    const failed = aResult(rule, aRegistry({ RegistryName: name }), [
      { field: 'RegistryName', value: name, expected: { const: name } },
    ]);
    const { message, evidence } = describeResult(failed, en);
    for (const text of [message, ...evidence]) {
      expect(text).not.toMatch(UNPRINTABLE);
      expect(isWorkflowCommand(text)).toBe(false);
      expect(text.length).toBeLessThan(1024);
    }
  });

  it('speaks Chinese where the rule does, and the language of the rule where it does not', () => {
    const bilingual = { ...rule, zh: { title: '标题', message: '{RegistryName} 有误' } };
    expect(describeResult(aResult(bilingual, aRegistry()), zh).message).toBe('payments-harbor-legacy 有误');
    expect(describeResult(aResult(rule, aRegistry()), zh).message).toBe('payments-harbor-legacy is wrong');
  });
});

it('has a name for a registry that has none', () => {
  expect(registryName(aRegistry({ RegistryName: '' }), en)).toBe('(no name)');
  expect(registryName(aRegistry({ RegistryName: undefined }), en)).toBe('(no name)');
});
