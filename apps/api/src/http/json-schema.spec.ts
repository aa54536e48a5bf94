import { describe, expect, it } from '@jest/globals';
import { routes } from '@yigou/contracts';
import { z } from 'zod';
import { makeSerializer, serializerOf } from './json-schema';

describe('what writes an answer', () => {
  it('writes what its schema names, and nothing else', () => {
    const write = serializerOf(z.object({ name: z.string(), weight: z.int().nullable(), at: z.iso.datetime() }));
    const at = '2020-03-01T00:00:00.000Z';
    expect(JSON.parse(write({ name: '小米', weight: null, at, phone: '13900001234' }))).toEqual({
      name: '小米',
      weight: null,
      at,
    });
    expect(JSON.parse(write({ name: '小米', weight: 500, at }))).toEqual({ name: '小米', weight: 500, at });
  });

  it('takes JSON Schema, too', () => {
    const write = serializerOf({ type: 'object', properties: { a: { type: 'string' } } });
    expect(write({ a: 'x', b: 'y' })).toBe('{"a":"x"}');
  });

  it('refuses an answer that lacks what must be there', () => {
    expect(() => serializerOf(z.object({ name: z.string() }))({})).toThrow('"name" is required');
  });

  it('can be made for every route', () => {
    for (const { id, response } of routes)
      if (response) expect([id, typeof makeSerializer(response)]).toEqual([id, 'function']);
    expect(() => makeSerializer({ type: 'nothing' })).toThrow();
  });
});
