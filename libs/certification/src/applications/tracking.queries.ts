import { Injectable } from '@nestjs/common';
import {
  COMPLAINT_STATUSES,
  type ComplaintStatus,
  OBJECTION_STATUSES,
  type ObjectionStatus,
  type RouteResponse,
} from '@yigou/contracts';
import { AttemptLimits } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database } from '@yigou/platform';
import { plausibleTracking } from './tracking-number';

type Tracking = RouteResponse<'track'>;
interface Matter {
  readonly subject: string;
  readonly receivedAt: Date;
  readonly answer: string | null;
}
type Objection = Matter & { readonly status: ObjectionStatus; readonly examinedAt: Date | null };
type Complaint = Matter & {
  readonly status: ComplaintStatus;
  readonly takenAt: Date | null;
  readonly answeredAt: Date | null;
};

/** Whoever has the number of an objection or a complaint can follow it. Nobody's name is told. */
@Injectable()
export class TrackingQueries {
  constructor(
    private readonly db: Database,
    private readonly limits: AttemptLimits,
  ) {}

  /** Throws `not_found` and `rate_limited`. */
  async track(number: string, address: string): Promise<Tracking> {
    await this.limits.take('trackingAddress', address);
    if (!plausibleTracking(number)) throw new DomainError('not_found');
    return number.startsWith('YY') ? this.objection(number) : this.complaint(number);
  }

  private async objection(number: string): Promise<Tracking> {
    const row = await this.db.one<Objection>(
      `SELECT b.status, a.product_name || '（' || o.name || '）' AS subject, b.created_at AS "receivedAt", b.finding AS answer,
         b.examined_at AS "examinedAt"
       FROM objection b JOIN application a ON a.id = b.application_id JOIN organisation o ON o.id = a.supplier_id WHERE b.number = $1`,
      [number],
    );
    if (!row) throw new DomainError('not_found');
    const { status, examinedAt, answer } = row;
    const steps = [
      { at: row.receivedAt.toISOString(), label: '收到异议', note: '公示暂停，由县级核查。' },
      ...(examinedAt ? [{ at: examinedAt.toISOString(), label: OBJECTION_STATUSES[status], note: answer ?? '' }] : []),
    ];
    return { number, kind: 'objection', ...shared(row), status, statusLabel: OBJECTION_STATUSES[status], steps };
  }

  private async complaint(number: string): Promise<Tracking> {
    const row = await this.db.one<Complaint>(
      `SELECT q.status, coalesce(p.name, c.product_name, o.name, '投诉') AS subject, q.created_at AS "receivedAt", q.answer, q.taken_at AS "takenAt",
         q.answered_at AS "answeredAt"
       FROM complaint q LEFT JOIN product p ON p.id = q.product_id LEFT JOIN certificate c ON c.id = q.certificate_id
         LEFT JOIN organisation o ON o.id = q.supplier_id WHERE q.number = $1`,
      [number],
    );
    if (!row) throw new DomainError('not_found');
    const { status, takenAt, answeredAt, answer } = row;
    const step = (at: Date | null, label: string, note: string) => (at ? [{ at: at.toISOString(), label, note }] : []);
    const steps = [
      ...step(row.receivedAt, COMPLAINT_STATUSES.received, ''),
      ...step(takenAt, COMPLAINT_STATUSES.investigating, ''),
      ...step(answeredAt, COMPLAINT_STATUSES.answered, answer ?? ''),
    ];
    return { number, kind: 'complaint', ...shared(row), status, statusLabel: COMPLAINT_STATUSES[status], steps };
  }
}

const shared = ({ subject, receivedAt, answer }: Matter): Pick<Tracking, 'subject' | 'receivedAt' | 'answer'> => ({
  subject,
  receivedAt: receivedAt.toISOString(),
  answer,
});
