import { Injectable } from '@nestjs/common';
import type { MemberDuty, NoticeKind, ReviewLevel } from '@yigou/contracts';
import type { Tx } from '@yigou/platform';

/** Who is told: people, the members of organisations, those who have a duty in a budget unit, or the offices that review a place at a level. */
export interface Audience {
  readonly userIds?: readonly string[];
  readonly organisationIds?: readonly string[];
  /** Of a budget unit: who has the duty, and its managers, but for one. */
  readonly duty?: { readonly organisationId: string; readonly duty: MemberDuty; readonly exceptId?: string };
  readonly office?: { readonly level: ReviewLevel; readonly regionCode: string; readonly township: string | null };
}
export interface NoticeText {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly body: string;
  /** Path in the console, for example `/supplier/applications/<id>`. */
  readonly link: string | null;
}

/** No notice goes to more people than this: an office with more has a work list. */
const MOST = 200;

/** Notices in the console, 站内通知; they are mailed together when they stay unread. */
@Injectable()
export class Notices {
  /** Writes a notice for each person of the audience, once, with the transaction of what it tells: one statement. */
  async tell(tx: Tx, { userIds = [], organisationIds = [], duty, office }: Audience, text: NoticeText): Promise<void> {
    await tx.query(
      `INSERT INTO notice (id, user_id, kind, title, body, link)
       SELECT gen_random_uuid(), t.user_id, $1, $2, $3, $4 FROM (
         SELECT unnest($5::uuid[]) AS user_id
         UNION SELECT user_id FROM seat_holder WHERE organisation_id = ANY($6)
         UNION SELECT user_id FROM seat_holder
           WHERE organisation_id = $10 AND (role = 'manager' OR role = 'clerk' AND $11 = ANY(duties)) AND user_id IS DISTINCT FROM $12::uuid
         UNION SELECT m.user_id FROM seat_holder m
           WHERE m.level = $7 AND m.kind = 'administration' AND m.role <> 'viewer' AND $8 LIKE m.region_prefix || '%'
             AND (m.township IS NULL OR m.township = $9)
         LIMIT ${MOST}) t`,
      [
        text.kind,
        text.title,
        text.body,
        text.link,
        userIds,
        organisationIds,
        office?.level ?? null,
        office?.regionCode ?? '',
        office?.township ?? null,
        duty?.organisationId ?? null,
        duty?.duty ?? null,
        duty?.exceptId ?? null,
      ],
    );
  }

  /**
   * Tells the members of organisations of what the link leads to, those alone who have not got a notice of it that they have not read: one stands for all that come meanwhile. Two statements,
   * the first waits for whoever tells of the same.
   */
  async tellUnlessWaiting(
    tx: Tx,
    organisationIds: readonly string[],
    { kind, title, body, link }: NoticeText,
  ): Promise<void> {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('notice|' || $1::text || $2::text, 0))", [
      link,
      organisationIds.join(),
    ]);
    await tx.query(
      `INSERT INTO notice (id, user_id, kind, title, body, link)
       SELECT gen_random_uuid(), t.user_id, $1, $2, $3, $4
       FROM (SELECT DISTINCT user_id FROM seat_holder WHERE organisation_id = ANY($5) LIMIT ${MOST}) t
       WHERE NOT EXISTS (SELECT FROM notice n WHERE n.user_id = t.user_id AND n.link = $4 AND n.read_at IS NULL)`,
      [kind, title, body, link, [...organisationIds]],
    );
  }

  /** Tells people of what the link leads to, those alone who have not been told of it: one statement, safe to repeat. */
  async tellOnce(tx: Tx, userIds: readonly string[], { kind, title, body, link }: NoticeText): Promise<void> {
    if (userIds.length === 0) return;
    await tx.query(
      `INSERT INTO notice (id, user_id, kind, title, body, link)
       SELECT gen_random_uuid(), t.user_id, $1, $2, $3, $4 FROM unnest($5::uuid[]) AS t (user_id)
       WHERE NOT EXISTS (SELECT FROM notice n WHERE n.user_id = t.user_id AND n.link = $4)`,
      [kind, title, body, link, [...userIds]],
    );
  }

  /**
   * Tells the members of many organisations, each organisation in words of its own, with the transaction of what it tells: one statement, however many they
   * are. Somebody in two of them hears of both.
   */
  async tellEach(
    tx: Tx,
    bodies: ReadonlyMap<string, string>,
    { kind, title, link }: Omit<NoticeText, 'body'>,
  ): Promise<void> {
    if (bodies.size === 0) return;
    await tx.query(
      `INSERT INTO notice (id, user_id, kind, title, body, link)
       SELECT gen_random_uuid(), user_id, $1, $2, body, $3 FROM (
         SELECT m.user_id, t.body, row_number() OVER (PARTITION BY t.organisation ORDER BY m.created_at, m.user_id) AS place
         FROM unnest($4::uuid[], $5::text[]) AS t (organisation, body) JOIN seat_holder m ON m.organisation_id = t.organisation) AS told
       WHERE place <= ${MOST}`,
      [kind, title, link, [...bodies.keys()], [...bodies.values()]],
    );
  }

  /** Tells many people, each in words of their own of something of their own, with the transaction of what it tells: one statement, however many they are. */
  async tellMany(
    tx: Tx,
    kind: NoticeKind,
    notices: readonly (Omit<NoticeText, 'kind'> & { readonly userId: string })[],
  ): Promise<void> {
    if (notices.length === 0) return;
    await tx.query(
      `INSERT INTO notice (id, user_id, kind, title, body, link)
       SELECT gen_random_uuid(), t."userId", $1, t.title, t.body, t.link
       FROM jsonb_to_recordset($2::jsonb) AS t ("userId" uuid, title text, body text, link text)`,
      [kind, JSON.stringify(notices)],
    );
  }
}
