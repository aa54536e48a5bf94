import buildSerializer, { type Schema } from 'fast-json-stringify';
import { z } from 'zod';

type JsonSchema = Record<string, unknown>;
type Serializer = (answer: unknown) => string;

/**
 * Writes what a route answers, and only what its schema names. It is made for the first answer: hundreds of them together take two thirds of a second of the
 * API's start, and few are ever asked for in a process that lives shortly. What is not of the contract (pages that come with packages) has JSON Schema.
 */
export function serializerOf(schema: unknown): Serializer {
  let made: Serializer | undefined;
  return (answer) => (made ??= makeSerializer(schema))(answer);
}

/** @throws when the schema is none that answers can be written by */
export const makeSerializer = (schema: unknown): Serializer =>
  buildSerializer((schema instanceof z.ZodType ? responseSchema(schema) : schema) as Schema);

/** JSON Schema of an answer. */
function responseSchema(schema: z.ZodType): JsonSchema {
  return flattenNull(
    z.toJSONSchema(schema, { io: 'output', target: 'draft-7', unrepresentable: 'any' }) as JsonSchema,
  ) as JsonSchema;
}

/** Writes `anyOf: [X, null]` as `type: [X, null]`: the serialiser would validate every value of the former at run time. */
function flattenNull(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(flattenNull);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => key !== '$schema' && key !== 'pattern');
  const flat = Object.fromEntries(entries.map(([key, value]) => [key, flattenNull(value)])) as JsonSchema;
  const options = flat['anyOf'] as JsonSchema[] | undefined;
  if (options?.length === 2 && options[1]?.['type'] === 'null' && typeof options[0]?.['type'] === 'string') {
    const { anyOf: _, ...rest } = flat;
    return { ...rest, ...options[0], type: [options[0]['type'], 'null'] };
  }
  return flat;
}
