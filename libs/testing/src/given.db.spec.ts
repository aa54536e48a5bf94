import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { Check, Column, CreateDateColumn, Entity, getMetadataArgsStorage, PrimaryColumn } from 'typeorm';
import { given } from './given';
import { createTestDatabase, type TestDatabase } from './test-database';

@Entity('thing')
@Check('thing_state', `state = ANY (ARRAY['open'::text, 'done'::text])`)
class Thing {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  name!: string;

  @Column('text')
  state!: 'open' | 'done';

  @Column('bigint', { name: 'price_fen' })
  priceFen!: number;

  @Column('jsonb', { name: 'more_words' })
  moreWords!: unknown;

  @Column('text', { array: true })
  words!: string[];

  @Column('date', { name: 'due_on' })
  dueOn!: string;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('integer', { default: 7 })
  weight!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
class NoTable {}

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await test.db.query(
    `CREATE TABLE thing (id uuid PRIMARY KEY, name text NOT NULL UNIQUE, state text NOT NULL CHECK (state IN ('open', 'done')),
       price_fen bigint NOT NULL, more_words jsonb NOT NULL, words text[] NOT NULL, due_on date NOT NULL, note text,
       weight int NOT NULL DEFAULT 7, created_at timestamptz NOT NULL DEFAULT now())`,
  );
});
afterAll(async () => {
  await test.close();
  // Other files of this process ask for every entity that there is.
  const { tables } = getMetadataArgsStorage();
  tables.splice(
    tables.findIndex(({ target }) => target === Thing),
    1,
  );
});

describe('a given row', () => {
  it('has what its table needs although nothing was said, and the database’s own defaults', async () => {
    const [one, other] = [await given(test.db, Thing), await given(test.db, Thing)];
    expect(one).toMatchObject({ state: 'open', priceFen: 1, moreWords: {}, words: [], note: null, weight: 7 });
    expect(one.createdAt).toBeInstanceOf(Date);
    expect(one.name).not.toBe(other.name);
  });

  it('has what was said', async () => {
    const said = {
      id: newId(),
      state: 'done',
      moreWords: [{ a: 1 }],
      words: ['米'],
      note: '有',
      dueOn: '2026-03-01',
    } as const;
    expect(await given(test.db, Thing, { ...said, words: ['米'] })).toMatchObject(said);
  });

  it('is refused for what is no column and for what is no table', async () => {
    await expect(given(test.db, Thing, { colour: 'red' } as Partial<Thing>)).rejects.toThrow(
      'Thing has no column colour',
    );
    await expect(given(test.db, NoTable)).rejects.toThrow('NoTable is no entity of a table');
  });
});
