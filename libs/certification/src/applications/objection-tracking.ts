import { Injectable } from '@nestjs/common';
import { OBJECTION_STATUSES, type ObjectionStatus, type RouteResponse } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database } from '@yigou/platform';
import { officeNameSql } from '../office-names';

interface Objection {
  readonly subject: string;
  readonly receivedAt: Date;
  readonly answer: string | null;
  readonly status: ObjectionStatus;
  readonly examinedAt: Date | null;
  readonly office: string;
  readonly answerBy: Date | null;
}

/** What became of an objection, for whoever has its number. Nobody's name is told. */
@Injectable()
export class ObjectionTracking {
  constructor(private readonly db: Database) {}

  /** Throws `not_found`. */
  async follow(number: string): Promise<RouteResponse<'track'>> {
    const row = await this.db.one<Objection>(
      `SELECT b.status, a.product_name || '（' || o.name || '）' AS subject, b.created_at AS "receivedAt", b.finding AS answer,
         b.examined_at AS "examinedAt", b.due_at AS "answerBy", ${officeNameSql('a.region_code')} AS office
       FROM objection b JOIN application a ON a.id = b.application_id JOIN organisation o ON o.id = a.supplier_id WHERE b.number = $1`,
      [number],
    );
    if (!row) throw new DomainError('not_found');
    const { subject, status, examinedAt, answer, office, answerBy } = row;
    const receivedAt = row.receivedAt.toISOString();
    const steps = [
      { at: receivedAt, label: '收到异议', note: '公示暂停，由县级核查。' },
      ...(examinedAt ? [{ at: examinedAt.toISOString(), label: OBJECTION_STATUSES[status], note: answer ?? '' }] : []),
    ];
    return {
      number,
      kind: 'objection',
      subject,
      receivedAt,
      office,
      answerBy: answerBy && answerBy.toISOString(),
      answer,
      status,
      statusLabel: OBJECTION_STATUSES[status],
      steps,
    };
  }
}
