import { Injectable } from '@nestjs/common';
import { MEMBER_ENDINGS, MEMBER_ROLES, type OrganisationKind } from '@yigou/contracts';
import { Notices } from '@yigou/notifications';
import { claimEvent, type PayloadOf, type Tx, UnitOfWork } from '@yigou/platform';
import { MemberJoined, MemberLeft, MemberRoleChanged } from '../identity.events';

interface Heard<Payload> {
  readonly id: string;
  readonly hearer: string;
  readonly payload: Payload;
}
interface About {
  readonly organisationName: string;
  readonly kind: OrganisationKind;
  readonly name: string;
}

/** Where members are managed: suppliers and whoever governs in the console, the others in the shop. */
const PAGES: Readonly<Record<OrganisationKind, string>> = {
  supplier: '/supplier/members',
  administration: '/administration/members',
  finance: '/finance/members',
  auditor: '/auditor/members',
  agency: '/account/members',
  company: '/account/members',
  recipient: '/account/members',
};

/** Tells an organisation's managers, and whom it concerns, that somebody joined, left or has another role. */
@Injectable()
export class MemberNotices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  async joined(event: Heard<PayloadOf<typeof MemberJoined>>): Promise<void> {
    const { organisationId, userId, role } = event.payload;
    await this.tell(event, async (tx, { name, organisationName, kind }) => {
      const userIds = await managers(tx, organisationId, [userId]);
      const body = `${name}接受邀请，担任“${organisationName}”的${MEMBER_ROLES[role]}。`;
      await this.notices.tell(tx, { userIds }, { kind: 'member', title: '新成员已加入', body, link: PAGES[kind] });
    });
  }

  /** Who left of their own accord need not be told. */
  async left(event: Heard<PayloadOf<typeof MemberLeft>>): Promise<void> {
    const { organisationId, userId, byId, ending } = event.payload;
    await this.tell(event, async (tx, { name, organisationName, kind }) => {
      const userIds = await managers(tx, organisationId, [byId]);
      const body = `${name}已不在“${organisationName}”任职（${MEMBER_ENDINGS[ending]}）。`;
      await this.notices.tell(tx, { userIds }, { kind: 'member', title: '成员已退出', body, link: PAGES[kind] });
      if (byId === userId) return;
      const own = `您已不在“${organisationName}”任职（${MEMBER_ENDINGS[ending]}）。如有疑问，请联系该单位负责人。`;
      await this.notices.tell(
        tx,
        { userIds: [userId] },
        { kind: 'member', title: '任职已结束', body: own, link: null },
      );
    });
  }

  async roleChanged(event: Heard<PayloadOf<typeof MemberRoleChanged>>): Promise<void> {
    const { organisationId, userId, byId, role } = event.payload;
    await this.tell(event, async (tx, { name, organisationName, kind }) => {
      const text = { kind: 'member', title: '成员角色已更改', link: PAGES[kind] } as const;
      const userIds = await managers(tx, organisationId, [byId, userId]);
      await this.notices.tell(
        tx,
        { userIds },
        { ...text, body: `${name}现为“${organisationName}”的${MEMBER_ROLES[role]}。` },
      );
      if (byId === userId) return;
      const own = `您现为“${organisationName}”的${MEMBER_ROLES[role]}。`;
      await this.notices.tell(tx, { userIds: [userId] }, { ...text, body: own });
    });
  }

  /** Once for each event, however often it comes. */
  private async tell(
    event: Heard<{ organisationId: string; userId: string }>,
    write: (tx: Tx, about: About) => Promise<void>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      if (!(await claimEvent(tx, event))) return;
      const about = await tx.one<About>(
        `SELECT o.name AS "organisationName", o.kind, u.name FROM organisation o, app_user u WHERE o.id = $1 AND u.id = $2`,
        [event.payload.organisationId, event.payload.userId],
      );
      if (about) await write(tx, about);
    });
  }
}

/** Managers of an organisation but for those who know already. */
async function managers(tx: Tx, organisationId: string, except: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT user_id AS id FROM membership
     WHERE organisation_id = $1 AND role = 'manager' AND (expires_at IS NULL OR expires_at > clock_timestamp()) AND NOT user_id = ANY($2)`,
    [organisationId, except],
  );
  return rows.map(({ id }) => id);
}
