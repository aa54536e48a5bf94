import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last serial of certificates per county and year. */
@Entity('certificate_serial')
export class CertificateSerial {
  @PrimaryColumn('text', { name: 'region_code' })
  regionCode!: string;

  @PrimaryColumn('integer')
  year!: number;

  @Column('integer')
  last!: number;
}
