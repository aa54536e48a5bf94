import { z } from 'zod';

type JsonSchema = Record<string, unknown>;

/** JSON Schema of an answer for Fastify's serialiser, which writes only what the schema names. */
export function responseSchema(schema: z.ZodType): JsonSchema {
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
