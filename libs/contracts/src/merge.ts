/** Keys that more than one of the contexts declares. */
type Twice<T> = {
  [C in keyof T]: keyof T[C] & { [D in Exclude<keyof T, C>]: keyof T[D] }[Exclude<keyof T, C>];
}[keyof T];
type Intersection<U> = (U extends unknown ? (part: U) => void : never) extends (whole: infer I) => void ? I : never;
type Merged<T> = Intersection<T[keyof T]> extends infer I ? { readonly [K in keyof I]: I[K] } : never;

/** One table out of what each context declares. A key that two of them declare does not compile. */
export function merge<const T extends Record<string, object>>(
  byContext: T & ([Twice<T>] extends [never] ? unknown : { readonly 'declared by two contexts': Twice<T> }),
): Merged<T> {
  const table: Record<string, unknown> = {};
  for (const [key, value] of Object.values(byContext).flatMap((part) => Object.entries(part as object))) {
    if (Object.hasOwn(table, key)) throw new Error(`${key} is declared by two contexts`);
    table[key] = value;
  }
  return table as Merged<T>;
}
