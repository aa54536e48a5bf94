import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, seatOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { PersonalData, PolicyParameters, type Tx, UnitOfWork } from '@yigou/platform';
import { lockOwn } from '../authoring/organiser';
import { isDraft } from '../campaign-status';
import { type Addressee, readAddresses } from './read-addresses';

type Upload = RouteResponse<'uploadCampaignAddresses'>;
const CHUNK = 5_000;
const SHOWN = 200;
const FORGOTTEN_AT_ONCE = 20;

/** Somebody of a list as the supplier reads them who sends their packs. */
export interface AddressToSend extends Addressee {
  readonly place: number;
}

/** Lists of people who each get packs at their own address: sealed, shown to the supplier only while it sends, and deleted some days after the campaign is over. */
@Injectable()
export class AddressLists {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
    private readonly policy: PolicyParameters,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Keeps a list for a draft of the caller's in place of the one before, or nothing of it where a row is wrong. Throws `not_found`, `campaign_moved`, `address_list_not_for_form` for who organises in person or what is no gift pack,
   * `spreadsheet_invalid`, `import_too_large`.
   */
  async upload(
    caller: Caller,
    id: string,
    { fileName, body }: { readonly fileName: string; readonly body: Buffer },
  ): Promise<Upload> {
    const rows = await readAddresses(body);
    const people = rows.flatMap(({ addressee }) => addressee ?? []);
    const wrong = rows.filter(({ addressee }) => addressee === null);
    const packs = people.reduce((sum, one) => sum + one.packs, 0);
    const kept = wrong.length === 0;
    await this.uow.run(async (tx) => {
      const { by, campaign } = await lockOwn(tx, caller, id);
      if (campaign.form !== 'gift_pack' || campaign.organiserId === null)
        throw new DomainError('address_list_not_for_form');
      if (!isDraft(campaign.status)) throw new DomainError('campaign_moved', { status: campaign.status });
      if (!kept) return;
      await this.keep(tx, id, people);
      await tx.query(
        `INSERT INTO campaigns_address_list (campaign_id, file_name, people, packs, uploaded_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (campaign_id) DO UPDATE SET file_name = excluded.file_name, people = excluded.people, packs = excluded.packs,
           uploaded_by = excluded.uploaded_by, uploaded_at = clock_timestamp(), deleted_at = NULL`,
        [id, fileName.slice(-120), people.length, packs, by.actor.userId],
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.addresses_uploaded',
        subjectKind: 'campaign',
        subjectId: id,
        summary: `上传收件名单 ${people.length} 人`,
        data: { people: people.length, packs },
      });
    });
    return {
      kept,
      people: people.length,
      packs,
      wrong: wrong.length,
      rows: wrong.slice(0, SHOWN).map(({ row, name, problems }) => ({ row, name, problems: [...problems] })),
    };
  }

  /** Deletes the list of a draft. Throws `not_found`, `campaign_moved`. */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { campaign } = await lockOwn(tx, caller, id);
      if (!isDraft(campaign.status)) throw new DomainError('campaign_moved', { status: campaign.status });
      await tx.query('DELETE FROM campaigns_address WHERE campaign_id = $1', [id]);
      await tx.query('DELETE FROM campaigns_address_list WHERE campaign_id = $1', [id]);
    });
  }

  /**
   * Everybody of the list, for a supplier of the campaign that agreed, while goods are bought and sent. Who asked is kept in the trail. Throws `forbidden`, `not_found`, `addresses_closed` before and after.
   */
  take(caller: Caller, id: string): Promise<AddressToSend[]> {
    const { organisationId } = seatOf(caller, 'supplier');
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const of = await tx.one<{ ships: boolean; kept: boolean }>(
        `SELECT c.status IN ('purchasing', 'shipping') AND s.answer = 'agreed' AS ships,
           EXISTS (SELECT FROM campaigns_address_list l WHERE l.campaign_id = c.id AND l.deleted_at IS NULL) AS kept
         FROM campaigns_supplier s JOIN campaigns_campaign c ON c.id = s.campaign_id
         WHERE s.campaign_id = $1 AND s.supplier_id = $2 AND c.status NOT IN ('draft', 'to_recipient')`,
        [id, organisationId],
      );
      if (!of?.kept) throw new DomainError('not_found');
      if (!of.ships) throw new DomainError('addresses_closed', {}, '收件名单只在采购和发货期间可以下载。');
      const rows = await tx.query<{ id: string; sealed: string; packs: number; position: number }>(
        'SELECT id, sealed, packs, position FROM campaigns_address WHERE campaign_id = $1 ORDER BY position',
        [id],
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.addresses_exported',
        subjectKind: 'campaign',
        subjectId: id,
        summary: `导出收件名单 ${rows.length} 人`,
      });
      return rows.map(({ id: rowId, sealed, packs, position }) => ({
        ...(JSON.parse(this.keys.open(sealed, rowId)) as Omit<Addressee, 'packs'>),
        packs,
        place: position,
      }));
    });
  }

  /**
   * Forgets the people of campaigns that were received, failed or were cancelled longer ago than the policy says, and of drafts that nobody has gone on with for as long. Answers how many lists went; safe to repeat.
   */
  async forgetOld(): Promise<number> {
    const days = await this.policy.get('campaigns.address_days');
    return this.uow.run(async (tx) => {
      const due = await tx.query<{ id: string }>(
        `SELECT l.campaign_id AS id FROM campaigns_address_list l JOIN campaigns_campaign c ON c.id = l.campaign_id
         WHERE l.deleted_at IS NULL AND CASE WHEN c.status = 'draft' THEN l.uploaded_at
             ELSE (SELECT min(s.at) FROM campaigns_campaign_step s WHERE s.campaigns_campaign_id = c.id AND s.action IN ('receive', 'fail', 'lapse', 'give_up', 'cancel')) END
           < clock_timestamp() - make_interval(days => $1)
         ORDER BY l.uploaded_at, l.campaign_id LIMIT ${FORGOTTEN_AT_ONCE} FOR UPDATE OF l SKIP LOCKED`,
        [days],
      );
      const ids = due.map(({ id }) => id);
      await tx.query('DELETE FROM campaigns_address WHERE campaign_id = ANY($1)', [ids]);
      await tx.query('UPDATE campaigns_address_list SET deleted_at = clock_timestamp() WHERE campaign_id = ANY($1)', [
        ids,
      ]);
      return ids.length;
    });
  }

  private async keep(tx: Tx, campaignId: string, people: readonly Addressee[]): Promise<void> {
    await tx.query('DELETE FROM campaigns_address WHERE campaign_id = $1', [campaignId]);
    for (let at = 0; at < people.length; at += CHUNK) {
      const chunk = people.slice(at, at + CHUNK).map(({ packs, ...person }, place) => {
        const id = newId();
        return { id, packs, position: at + place + 1, sealed: this.keys.seal(JSON.stringify(person), id) };
      });
      await tx.query(
        `INSERT INTO campaigns_address (id, campaign_id, position, sealed, packs)
         SELECT t.id, $1, t.position, t.sealed, t.packs FROM unnest($2::uuid[], $3::int[], $4::text[], $5::int[]) AS t (id, position, sealed, packs)`,
        [
          campaignId,
          chunk.map(({ id }) => id),
          chunk.map(({ position }) => position),
          chunk.map(({ sealed }) => sealed),
          chunk.map(({ packs }) => packs),
        ],
      );
    }
  }
}
