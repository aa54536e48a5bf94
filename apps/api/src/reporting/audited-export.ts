import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { Actor, ActorMembership } from '@yigou/identity';
import { Database } from '@yigou/platform';
import { type ExportFile, XLSX } from '@yigou/reporting';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';

/** Sends an export and writes down who took what: the row comes first, so that no data leaves without it. */
@Injectable()
export class AuditedExport {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditLog,
  ) {}

  async send(
    file: ExportFile,
    by: { readonly actor: Actor; readonly membership: ActorMembership; readonly kind: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { actor, membership, kind } = by;
    await this.audit.record(this.db, {
      actor: { userId: actor.userId, name: actor.name, organisationId: membership.organisationId },
      action: 'reporting.exported',
      subjectKind: 'export',
      subjectId: kind,
      summary: `导出${file.fileName}`,
      data: { kind, query: request.query, regionPrefix: membership.regionPrefix },
      address: request.ip,
    });
    const body = new PassThrough();
    void reply
      .header('Content-Disposition', contentDisposition(file.fileName, kind))
      .header('Cache-Control', 'no-store')
      .type(XLSX)
      .send(body);
    // What fails on the way destroys the stream, which cuts the answer short; it is logged where the answer ends.
    await file.write(body).catch(() => undefined);
  }
}

/** The Chinese name as RFC 5987 has it, and a plain one for those who do not read that. */
export function contentDisposition(fileName: string, kind: string): string {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${kind}.xlsx"; filename*=UTF-8''${encoded}`;
}
