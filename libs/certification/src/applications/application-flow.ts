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
import { PolicyParameters, type Tx } from '@yigou/platform';
import { issueCertificate } from '../certificates/issue-certificate';
import { LEVEL_OF_REVIEW, stopAfter } from './application-status';
import { Application } from './application.entity';
import { examiningLevel } from './examining-level';
import { type ApplicationMove, type LockedApplication, moveApplication } from './move-application';

type Move = Omit<ApplicationMove, 'dueDays' | 'publicityDays'>;
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

  private async clocks(
    tx: Tx,
    { regionCode, categorySlug }: Place,
    to: ApplicationStatus,
  ): Promise<Pick<ApplicationMove, 'dueDays' | 'publicityDays'>> {
    const policy = new PolicyParameters(tx);
    const category = categorySlug ?? '';
    const level = LEVEL_OF_REVIEW[to];
    if (level) return { dueDays: (await policy.get('certification.review_days', regionCode, category))[level] };
    if (to === 'publicity')
      return { publicityDays: await policy.get('certification.publicity_days', regionCode, category) };
    if (to === 'examination')
      return { dueDays: await policy.get('certification.examination_days', regionCode, category) };
    return {};
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

/** The office that a step concerns: the one that is to act now; after a withdrawal, the one that had it. */
function officeFor(action: string, from: ApplicationStatus, to: ApplicationStatus): ReviewLevel | undefined {
  return LEVEL_OF_REVIEW[action === 'withdraw' ? from : to];
}
