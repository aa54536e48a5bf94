import type { FileType } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An uploaded file, by its content; whoever refers to it says to whom it belongs. */
@Entity('evidence')
@Check('evidence_bytes_check', `bytes > 0`)
@Check('evidence_check', `(uploaded_by IS NULL) = (claim_hash IS NOT NULL)`)
@Check(
  'evidence_media_type_check',
  `media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'application/ofd'::text, 'application/xml'::text])`,
)
@Check(
  'evidence_pages_check',
  `(pages >= 0) AND ((pages > 0) = (media_type <> ALL (ARRAY['application/ofd'::text, 'application/xml'::text])))`,
)
@Check('evidence_scan_check', `scan = ANY (ARRAY['clean'::text, 'unscanned'::text])`)
export class Evidence {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'uploaded_by', nullable: true })
  uploadedBy!: string | null;

  @Column('uuid', { name: 'supplier_id', nullable: true })
  supplierId!: string | null;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  /** The budget unit that it is about. */
  @Column('uuid', { name: 'unit_id', nullable: true })
  unitId!: string | null;

  @Column('bytea', { name: 'claim_hash', nullable: true })
  claimHash!: Buffer | null;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Column('text', { name: 'media_type' })
  mediaType!: FileType;

  @Column('integer')
  bytes!: number;

  @Column('integer')
  pages!: number;

  @Column('bytea')
  sha256!: Buffer;

  @Column('text')
  key!: string;

  @Column('text')
  scan!: 'clean' | 'unscanned';

  @Column('timestamptz', { name: 'uploaded_at', default: () => 'clock_timestamp()' })
  uploadedAt!: Date;

  @Column('timestamptz', { name: 'attached_at', nullable: true })
  attachedAt!: Date | null;
}
