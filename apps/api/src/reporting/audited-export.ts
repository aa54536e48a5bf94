import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { AttemptLimits, auditOf, type SeatedCaller } from '@yigou/identity';
import { Database } from '@yigou/platform';
import { type ExportFile, XLSX } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';
import { attachment } from '../http/attachment';

/** Sends an export and writes down who took what: the row comes first, so that no data leaves without it. */
@Injectable()
export class AuditedExport {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditLog,
    private readonly limits: AttemptLimits,
  ) {}

  async send(
    file: ExportFile,
    { by, kind }: { readonly by: SeatedCaller; readonly kind: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.limits.take('exportPerson', by.actor.userId);
      await this.audit.record(this.db, {
        ...auditOf(by),
        action: 'reporting.exported',
        subjectKind: 'export',
        subjectId: kind,
        summary: `导出${file.fileName}`,
        data: { kind, query: wordsOf(request.query), regionPrefix: by.seat.regionPrefix, township: by.seat.township },
      });
    } catch (error) {
      file.drop?.();
      throw error;
    }
    await sendExport(file, kind, reply);
  }
}

/** What was asked for, as the trail can keep it: PostgreSQL has no character of code 0, and whoever asks may send one in a word that no route knows. */
function wordsOf(query: unknown): Record<string, string> {
  const clean = (text: string): string => text.replaceAll('\u0000', '');
  const words = Object.entries((query ?? {}) as Record<string, unknown>);
  return Object.fromEntries(words.map(([name, value]) => [clean(name), clean([value].flat().map(String).join(','))]));
}

/** Streams an export. */
export async function sendExport(file: ExportFile, kind: string, reply: FastifyReply): Promise<void> {
  const body = new PassThrough();
  void reply
    .header('Content-Disposition', attachment(file.fileName, `${kind}.xlsx`))
    .header('Cache-Control', 'no-store')
    .type(XLSX)
    .send(body);
  // What fails on the way destroys the stream, which cuts the answer short; it is logged where the answer ends.
  await file.write(body).catch(() => undefined);
}
