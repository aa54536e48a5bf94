/** What becomes of a column that names a division when the division's code changes, 区划变更. A context says it of each of its columns in its manifest, under `<table>.<column>`. */
export type PlaceRule = FollowingRule | KeptRule;

export interface FollowingRule {
  readonly then: 'follows';
  /** A code of six digits, or the digits that all below a division share. */
  readonly holds: 'code' | 'prefix';
  /** What its rows are, in Chinese: whoever confirms a change reads how many of them it touches. */
  readonly what: string;
  /** Other columns of a unique key: a row whose key is taken at the new code stays where it is. */
  readonly unique: readonly string[];
  /** Says something of the division as a whole: follows where the new division is the old one's area alone, and ends elsewhere. */
  readonly whole: boolean;
  /** The row is a document too, with a UUID `id`: its code of before is kept for `region_at`. */
  readonly document: boolean;
}

export interface KeptRule {
  /** `keeps`: names the code or name of its time. `derived`: is written anew by its owner from what follows. */
  readonly then: 'keeps' | 'derived';
  /** Why. */
  readonly why: string;
}

type Options = Partial<Pick<FollowingRule, 'unique' | 'whole' | 'document'>>;
const following =
  (holds: FollowingRule['holds']) =>
  (what: string, { unique = [], whole = false, document = false }: Options = {}): FollowingRule => ({
    then: 'follows',
    holds,
    what,
    unique,
    whole,
    document,
  });

export const followsCode = following('code');
export const followsPrefix = following('prefix');
export const keepsPlace = (why: string): KeptRule => ({ then: 'keeps', why });
export const derivedPlace = (why: string): KeptRule => ({ then: 'derived', why });

export interface FollowingPlace extends FollowingRule {
  readonly table: string;
  readonly column: string;
}

/** All columns of the product that follow a change of divisions, as the contexts declare them. */
export class DivisionPlaces {
  readonly following: readonly FollowingPlace[];

  constructor(contexts: readonly { readonly places: Readonly<Record<string, PlaceRule>> }[]) {
    this.following = contexts.flatMap(({ places }) =>
      Object.entries(places).flatMap(([name, rule]) => {
        const [table, column] = name.split('.');
        return rule.then === 'follows' && table && column ? [{ ...rule, table, column }] : [];
      }),
    );
  }
}
