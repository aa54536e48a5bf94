import type { DrawMethod } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A draw of inspections with its seed, so that it can be repeated. */
@Entity('inspection_draw')
@Check('inspection_draw_method_check', `method = ANY (ARRAY['random'::text, 'risk'::text])`)
export class InspectionDraw {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  method!: DrawMethod;

  @Column('text')
  seed!: string;

  @Column('text', { name: 'region_prefix' })
  regionPrefix!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text', { name: 'category_slug', nullable: true })
  categorySlug!: string | null;

  @Column('integer')
  population!: number;

  @Column('integer')
  size!: number;

  @Column('uuid', { name: 'drawn_by' })
  drawnBy!: string;

  @Column('text', { name: 'drawn_by_name' })
  drawnByName!: string;

  @Column('timestamptz', { name: 'drawn_at', default: () => 'clock_timestamp()' })
  drawnAt!: Date;
}
