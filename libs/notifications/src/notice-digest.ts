import { Inject, Injectable } from '@nestjs/common';
import { noticeSite } from '@yigou/contracts/labels';
import { atMarket, CONFIG, NO_ID, PolicyParameters, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { MailOutbox } from './mail-outbox';
import { isQuietSql } from './notice-settings.service';
import { addressOn, type Sites } from './site-address';

/** People to a page. */
const PEOPLE = 200;
/** A mail names this many, newest first, and counts the rest. */
const NAMED = 30;

/** Who has unread notices, and since when as PostgreSQL writes it. */
interface Person {
  readonly id: string;
  readonly since: string;
}
interface Waiting {
  readonly title: string;
  readonly at: string;
  readonly link: string | null;
}

/** One mail instead of a flood, 邮件汇总: who leaves notices unread for a while gets them together, once. */
@Injectable()
export class NoticeDigest {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly policy: PolicyParameters,
    private readonly mails: MailOutbox,
    @Inject(CONFIG) private readonly sites: Sites,
  ) {}

  /** Mails everybody whose oldest unread notice that was not mailed is older than policy says, whoever wants no mail now once that is over. Returns how many mails there were; throws `SweepFailed` at the end. */
  async run(size = PEOPLE): Promise<number> {
    const minutes = await this.policy.get('notices.digest_minutes');
    let sent = 0;
    await sweepEach(
      { name: 'notice-digest', size, due: (after?: Person) => this.people(minutes, size, after) },
      async ({ id }) => {
        if (await this.uow.run((tx) => this.mail(tx, id))) sent += 1;
      },
    );
    return sent;
  }

  private people(minutes: number, limit: number, after: Person | undefined): Promise<Person[]> {
    return this.uow.run((tx) =>
      tx.query<Person>(
        `SELECT user_id AS id, min(created_at)::text AS since FROM notice WHERE mailed_at IS NULL AND read_at IS NULL
           AND created_at < clock_timestamp() - make_interval(mins => $1::int) AND NOT ${isQuietSql('notice.user_id')}
         GROUP BY user_id HAVING (min(created_at), user_id) > ($3::timestamptz, $4::uuid)
         ORDER BY min(created_at), user_id LIMIT $2`,
        [minutes, limit, after?.since ?? '-infinity', after?.id ?? NO_ID],
      ),
    );
  }

  /** Marking comes first: whoever is second to it finds nothing left to mark, and sends nothing. */
  private async mail(tx: Tx, userId: string): Promise<boolean> {
    const waiting = await tx.query<Waiting>(
      `WITH marked AS (UPDATE notice SET mailed_at = clock_timestamp() WHERE user_id = $1 AND mailed_at IS NULL AND read_at IS NULL
         RETURNING title, created_at, id, link, kind)
       SELECT title, to_char(${atMarket('created_at')}, 'MM-DD HH24:MI') AS at, link FROM marked
       WHERE NOT EXISTS (SELECT FROM notice_preference p WHERE p.user_id = $1 AND marked.kind = ANY(p.muted)) ORDER BY created_at DESC, id DESC`,
      [userId],
    );
    if (waiting.length === 0) return false;
    const user = await tx.one<{ login: string; name: string }>('SELECT login, name FROM person_login WHERE id = $1', [
      userId,
    ]);
    if (!user) return false;
    const subject = `益购：您有 ${waiting.length} 条未读通知`;
    await this.mails.enqueue(tx, { to: user.login, subject, body: this.body(user.name, waiting) });
    return true;
  }

  private body(name: string, waiting: readonly Waiting[]): string {
    const rest = waiting.length - NAMED;
    const lines = waiting.slice(0, NAMED).map(({ at, title }) => `· ${at}　${title}`);
    return [
      `${name}，您好：`,
      '',
      '以下通知尚未阅读：',
      '',
      ...lines,
      ...(rest > 0 ? [`……另有 ${rest} 条。`] : []),
      '',
      ...this.whereTo(waiting),
    ].join('\n');
  }

  /** Buyers read in the shop, seats in the console; who is both is told of both. */
  private whereTo(waiting: readonly Waiting[]): string[] {
    const sites = new Set(waiting.map(({ link }) => noticeSite(link ?? '')));
    return [
      ...(sites.has('storefront') ? [`请登录益购商城查看：${addressOn(this.sites, 'storefront', 'notices')}`] : []),
      ...(sites.has('console') ? [`请登录工作台查看：${addressOn(this.sites, 'console', 'notices')}`] : []),
    ];
  }
}
