import { expect, it } from 'vitest';
import { NonceMemory } from '../../src/emulator/nonces.js';

it('refuses a nonce until it is forgotten, and forgets by time', () => {
  const memory = new NonceMemory(1000);
  expect(memory.use('a', 0)).toBe(true);
  expect(memory.use('b', 500)).toBe(true);
  expect(memory.use('a', 999)).toBe(false);
  expect(memory.use('a', 1000)).toBe(true);
  expect(memory.use('b', 1499)).toBe(false);
  expect(memory.use('c', 10_000)).toBe(true);
  expect(memory.size).toBe(1);
});
