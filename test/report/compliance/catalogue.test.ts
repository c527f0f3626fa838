import { describe, expect, it } from 'vitest';
import { builtinRules } from '../../../src/policy/builtin.js';
import { standards } from '../../../src/report/compliance/catalogue.js';

const key = (standard: string, id: string) => `${standard} ${id}`;
const catalogue = standards.flatMap(({ id, controls }) => controls.map((one) => key(id, one.id)));
const mappings = [...builtinRules.values()].flatMap((rule) =>
  rule.controls.map((control, at) => ({ rule: rule.id, ...control, zh: rule.zh.reasons[at] })),
);

describe('the catalogue of controls', () => {
  it('has every control that a rule maps to', () => {
    for (const { standard, id } of mappings) expect(catalogue).toContain(key(standard, id));
  });

  it('has no other control, but for the sections of NIST SP 800-190 about registries', () => {
    const mapped = new Set(mappings.map(({ standard, id }) => key(standard, id)));
    const others = catalogue.filter((one) => !mapped.has(one));
    expect(others).toEqual([key('nist-sp-800-190', '3.2.2'), key('nist-sp-800-190', '4.2.2')]);
  });

  it('names each control once', () => {
    expect(new Set(catalogue).size).toBe(catalogue.length);
  });

  it('says in both languages what each control asks for, and how much of a standard is listed', () => {
    for (const { scope, controls } of standards) {
      for (const { en, zh } of [scope, ...controls.map(({ title }) => title)]) {
        expect(en).toMatch(/^[A-Z][^.]*(?:3\.2 and 4\.2)?[^.]*$/);
        expect(zh).toMatch(/\p{Script=Han}/u);
      }
    }
  });
});

describe('a mapping', () => {
  it.each(mappings)('of $rule to $standard $id has a reason in both languages', ({ reason, zh }) => {
    expect(reason).toMatch(/^[A-Z].{20,}[^.]$/);
    expect(zh).toMatch(/\p{Script=Han}/u);
  });

  it('is not given twice by one rule', () => {
    const seen = mappings.map(({ rule, standard, id }) => `${rule} ${key(standard, id)}`);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
