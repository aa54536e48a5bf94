import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  APPLICATION_ACTIONS,
  APPLICATION_STATUSES,
  type ApplicationStatus,
  type NoticeKind,
  type ReviewLevel,
} from '@yigou/contracts';
import { auditOf, signatureOf } from '@yigou/identity';
import { Notices } from '@yigou/notifications';
import { dueInWorkingDays, PolicyParameters, type Tx, workingDaysLeft } from '@yigou/platform';
import { issueCertificate } from '../certificates/issue-certificate';
import { LEVEL_OF_REVIEW, stopAfter } from './application-status';
import { Application } from './application.entity';
import { examiningLevel } from './examining-level';
import { type ApplicationMove, type LockedApplication, moveApplication } from './move-application';

type Clocks = Pick<ApplicationMove, 'dueAt' | 'publicityEndsAt' | 'publicityLeft' | 'appealBy'>;
type Move = Omit<ApplicationMove, keyof Clocks>;
type Place = Pick<LockedApplication, 'regionCode' | 'categorySlug'>;
type Forward = Omit<Move, 'to' | 'action'> & { readonly action: 'approve' | 'close_publicity' };

/** How an application goes from one stop to the next: clocks by policy, the certificate after the last one, and who is told. */
@Injectable()
export class ApplicationFlow {
  constructor(
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  /** The levels that review in a county, 审核层级, as policy says for the category at this moment. */
  levels(tx: Tx, { regionCode, categorySlug }: Place): Promise<readonly ReviewLevel[]> {
    return new PolicyParameters(tx).get('certification.levels', regionCode, categorySlug ?? '');
  }

  /**
   * To the stop after this one, or to the certificate. Throws `supplier_not_admitted` when the supplier has been removed meanwhile and
   * `illegal_transition` when the certificate that is renewed or changed is no more.
   */
  async advance(tx: Tx, application: LockedApplication, forward: Forward): Promise<ApplicationStatus> {
    const levels = await this.levels(tx, application);
    const to = stopAfter(application.status, levels);
    if (to !== 'issued') {
      await this.move(tx, application, { ...forward, to });
      return to;
    }
    const certificateId = await issueCertificate(tx, application, { ...forward, levels });
    await this.move(tx, application, { ...forward, action: 'issue', to });
    await tx.manager.update(Application, { id: application.id }, { certificateId });
    return to;
  }

  /** One step: the state with its clocks, the history, the trail, and the people whom it concerns. */
  async move(tx: Tx, application: LockedApplication, move: Move): Promise<void> {
    await moveApplication(tx, application, { ...move, ...(await this.clocks(tx, application, move.to)) });
    await this.audit.record(tx, {
      ...auditOf(move.by),
      action: 'certification.application_moved',
      subjectKind: 'application',
      subjectId: application.id,
      summary: `${application.number} ${APPLICATION_ACTIONS[move.action]}：${APPLICATION_STATUSES[application.status]} → ${APPLICATION_STATUSES[move.to]}`,
    });
    await this.tell(tx, application, move);
  }

  /** By when the next stop is to be left, in working days by policy: a publication that was stopped goes on with the days that it had left. */
  private async clocks(tx: Tx, application: LockedApplication, to: ApplicationStatus): Promise<Clocks> {
    const policy = new PolicyParameters(tx);
    const { regionCode, categorySlug, publicityLeft } = application;
    const category = categorySlug ?? '';
    const after = (days: number) => dueInWorkingDays(tx, days);
    const level = LEVEL_OF_REVIEW[to];
    if (level)
      return { dueAt: await after((await policy.get('certification.review_days', regionCode, category))[level]) };
    if (to === 'publicity') {
      const days = publicityLeft ?? (await policy.get('certification.publicity_days', regionCode, category));
      return { publicityEndsAt: await after(days) };
    }
    if (to === 'examination')
      return {
        dueAt: await after(await policy.get('certification.examination_days', regionCode, category)),
        publicityLeft: await publicityDaysLeft(tx, application.id),
      };
    return to === 'refused' ? { appealBy: await after(await policy.get('appeal.filing_days', regionCode)) } : {};
  }

  /** The applicant hears of every step but its own; the office hears of what waits for it, and of what was taken from it. */
  private async tell(tx: Tx, application: LockedApplication, { action, to, by, reason }: Move): Promise<void> {
    const name = application.productName || application.number;
    if (!BY_APPLICANT.includes(action))
      await this.notices.tell(
        tx,
        { organisationIds: [application.supplierId] },
        {
          kind: 'application',
          title: `${name}：${APPLICATION_STATUSES[to]}`,
          body: `申请 ${application.number}：${APPLICATION_ACTIONS[action]}（${signatureOf(by).seat}）。${reason}`,
          link: `/supplier/applications/${application.id}`,
        },
      );
    const level =
      to === 'examination' ? await examiningLevel(tx, application.id) : officeFor(action, application.status, to);
    if (!level) return;
    const { regionCode, township } = application;
    await this.notices.tell(
      tx,
      { office: { level, regionCode, township } },
      {
        kind: 'review' satisfies NoticeKind,
        title: action === 'withdraw' ? `申请人已撤回：${name}` : `待${APPLICATION_STATUSES[to]}：${name}`,
        body: `申请 ${application.number}：${APPLICATION_ACTIONS[action]}。`,
        link: to === 'examination' ? '/administration/objections' : `/administration/reviews/${application.id}`,
      },
    );
  }
}

const BY_APPLICANT: readonly string[] = ['submit', 'resubmit', 'withdraw'];

async function publicityDaysLeft(tx: Tx, id: string): Promise<number> {
  const row = await tx.one<{ since: Date; endsAt: Date | null; now: Date }>(
    'SELECT status_since AS since, publicity_ends_at AS "endsAt", clock_timestamp() AS now FROM application WHERE id = $1',
    [id],
  );
  if (!row?.endsAt) throw new Error(`application ${id} is not being published`);
  return workingDaysLeft({ since: row.since, endsAt: row.endsAt }, row.now);
}

/** The office that a step concerns: the one that is to act now; after a withdrawal, the one that had it. */
function officeFor(action: string, from: ApplicationStatus, to: ApplicationStatus): ReviewLevel | undefined {
  return LEVEL_OF_REVIEW[action === 'withdraw' ? from : to];
}
