import { Injectable } from '@nestjs/common';
import { ObjectionTracking, officeNameSql, plausibleTracking } from '@yigou/certification';
import { COMPLAINT_STATUSES, type ComplaintStatus, type RouteResponse } from '@yigou/contracts';
import { AttemptLimits } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database } from '@yigou/platform';

type Tracking = RouteResponse<'track'>;
interface Complaint {
  readonly subject: string;
  readonly receivedAt: Date;
  readonly answer: string | null;
  readonly status: ComplaintStatus;
  readonly takenAt: Date | null;
  readonly answeredAt: Date | null;
  readonly office: string;
  readonly answerBy: Date;
}

/** Whoever has the number of an objection or a complaint can follow it. Nobody's name is told. */
@Injectable()
export class TrackingQueries {
  constructor(
    private readonly db: Database,
    private readonly limits: AttemptLimits,
    private readonly objections: ObjectionTracking,
  ) {}

  /** Throws `not_found` and `rate_limited`. */
  async track(number: string, address: string): Promise<Tracking> {
    await this.limits.take('trackingAddress', address);
    if (!plausibleTracking(number)) throw new DomainError('not_found');
    return number.startsWith('YY') ? this.objections.follow(number) : this.complaint(number);
  }

  private async complaint(number: string): Promise<Tracking> {
    const row = await this.db.one<Complaint>(
      `SELECT q.status, coalesce(p.name, c.product_name, o.name, '投诉') AS subject, q.created_at AS "receivedAt", q.answer, q.taken_at AS "takenAt",
         q.answered_at AS "answeredAt", q.due_at AS "answerBy", ${officeNameSql('q.region_code')} AS office
       FROM complaint q LEFT JOIN product p ON p.id = q.product_id LEFT JOIN certificate c ON c.id = q.certificate_id
         LEFT JOIN organisation o ON o.id = q.supplier_id WHERE q.number = $1`,
      [number],
    );
    if (!row) throw new DomainError('not_found');
    const { subject, status, takenAt, answeredAt, answer, office } = row;
    const step = (at: Date | null, label: string, note: string) => (at ? [{ at: at.toISOString(), label, note }] : []);
    const steps = [
      ...step(row.receivedAt, COMPLAINT_STATUSES.received, ''),
      ...step(takenAt, COMPLAINT_STATUSES.investigating, ''),
      ...step(answeredAt, COMPLAINT_STATUSES.answered, answer ?? ''),
    ];
    const times = { receivedAt: row.receivedAt.toISOString(), answerBy: row.answerBy.toISOString() };
    const shown = { subject, ...times, office, answer, status };
    return { number, kind: 'complaint', ...shown, statusLabel: COMPLAINT_STATUSES[status], steps };
  }
}
