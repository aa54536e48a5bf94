import { Inject, Injectable } from '@nestjs/common';
import { CERTIFICATE_WORTHS, type CertificateWorth, type ScopeLine, writtenNumbers } from '@yigou/contracts';
import { Gate } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { CONFIG, type Config, Database, drawPdf, marketDayOf } from '@yigou/platform';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { WORTH_SINCE } from '../standing';
import {
  type CertificateRow,
  CERTIFICATE_COLUMNS,
  CERTIFICATE_PAPER_JOINS,
  certificateView,
} from './certificates.queries';
import { chineseDate, drawCertificate, type PrintedCertificate } from './certificate-pdf-page';

/** A certificate on paper. */
export interface CertificatePaper {
  readonly body: Buffer;
  /** Changes with anything that stands on it. */
  readonly tag: string;
}

interface PaperRow extends CertificateRow {
  scope: ScopeLine[];
  issuedBy: string;
  issuedOn: string;
  statusSince: string;
  statusReason: string | null;
}

/** What is written across a certificate that is not valid. */
const MARKS: Readonly<Record<Exclude<CertificateWorth, 'valid'>, string>> = {
  suspended: '已暂停',
  expired: '已到期',
  withdrawn: '已撤销',
  exited: '已退出',
  not_begun: '未生效',
  supplier_frozen: '暂停效力',
  supplier_removed: '停止效力',
  supplier_blacklisted: '停止效力',
  supplier_exited: '停止效力',
  supplier_unadmitted: '没有效力',
  licences_expired: '暂停效力',
};

/** Draws certificates as PDF with a QR code that leads to their public verification. */
@Injectable()
export class CertificatePdf {
  private readonly drawn = new LRUCache<string, Buffer>({
    max: 1_000,
    maxSize: 32 * 1024 * 1024,
    sizeCalculation: (body) => body.length,
  });
  /** Drawing takes a twentieth of a second of the processor: one at a time, so that everything else goes on. */
  private readonly gate = new Gate(1, 50);

  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'STOREFRONT_URL'>,
  ) {}

  /**
   * The certificate as it stands today; the same paper comes from memory. One statement.
   * Throws `not_found` for a number that was never issued and `service_unavailable` when very many wait.
   */
  async of(number: string): Promise<CertificatePaper> {
    const row = await this.db.one<PaperRow>(
      `SELECT ${CERTIFICATE_COLUMNS}, c.scope, c.issued_by AS "issuedBy", c.status_reason AS "statusReason",
         ${marketDayOf(WORTH_SINCE)} AS "statusSince",
         coalesce(${marketDayOf('v.issued_at')}, c.valid_from) AS "issuedOn"
       FROM ${CERTIFICATE_PAPER_JOINS} LEFT JOIN certificate_version v ON v.certificate_id = c.id AND v.version = c.version
       WHERE c.number = ANY($1) ORDER BY array_position($1, c.number) LIMIT 1`,
      [writtenNumbers(number)],
    );
    if (!row) throw new DomainError('not_found');
    const paper = this.paperOf(row);
    const tag = createHash('sha256').update(JSON.stringify(paper)).digest('base64url').slice(0, 22);
    const body = this.drawn.get(tag) ?? (await this.gate.run(async () => this.drawn.get(tag) ?? this.draw(paper, tag)));
    return { body, tag };
  }

  private paperOf(row: PaperRow): PrintedCertificate {
    const { scope, issuedBy, issuedOn, statusSince: _since, statusReason: _reason, ...certified } = row;
    const certificate = certificateView(certified);
    const { worth } = row;
    const mark = worth === 'valid' ? null : MARKS[worth];
    const markNote = noteOf(row, mark ?? '');
    const url = `${this.config.STOREFRONT_URL}/certificates/${encodeURIComponent(row.number)}`;
    return { certificate, scope, issuedBy, issuedOn, mark, markNote, url };
  }

  private async draw(paper: PrintedCertificate, tag: string): Promise<Buffer> {
    const { default: qrcode } = await import('qrcode');
    const { number, productName, demo } = paper.certificate;
    const info = {
      Title: `扶贫产品认定证书${demo ? '（演示）' : ''} ${number}`,
      Subject: productName,
      Creator: '益购',
    };
    const { modules } = qrcode.create(paper.url, { errorCorrectionLevel: 'M' });
    const body = await drawPdf({ info, margin: 0 }, (doc) => drawCertificate(doc, paper, modules));
    this.drawn.set(tag, body);
    return body;
  }
}

/** What is worth nothing says since when and why. */
function noteOf({ worth, status, validFrom, validTo, statusSince, statusReason }: PaperRow, mark: string): string {
  if (worth === 'not_begun') return `本证书自 ${chineseDate(validFrom)} 起生效`;
  if (worth === 'expired' && status !== 'expired') return `本证书有效期至 ${chineseDate(validTo)}，已经到期`;
  const since = `自 ${chineseDate(statusSince)} 起`;
  if (worth !== status) return `${since}，${CERTIFICATE_WORTHS[worth]}`;
  return `本证书${since}${mark}${statusReason ? `，原因：${statusReason}` : ''}`;
}
