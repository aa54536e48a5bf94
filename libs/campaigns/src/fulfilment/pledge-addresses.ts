import { Injectable } from '@nestjs/common';
import type { OrderStatus } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, PersonalData } from '@yigou/platform';
import { HAS_LIST } from '../addresses/has-list';
import type { Addressee } from '../addresses/read-addresses';
import { acceptedSql } from './reckon-pledges';

/** Where the shares of one pledge go, or the packs of somebody of the organiser's list, as the supplier reads it that sends them. */
export interface PledgeAddress {
  /** Of the pledge; of a list the place on it. */
  readonly number: string;
  readonly shares: number;
  readonly receiver: string;
  readonly phone: string;
  readonly place: string;
}
export interface AddressList {
  readonly orderNumber: string;
  readonly rows: readonly PledgeAddress[];
}

interface SealedRow {
  readonly id: string;
  readonly number: string;
  readonly shares: number;
  readonly sealed: string;
}

interface ListedRow {
  readonly id: string;
  readonly sealed: string;
  readonly packs: number;
  readonly position: number;
}

/**
 * The sealed addresses of a campaign whose goods go to each, of a list where its organiser gave one, or else of who joined, of goods in place of others of who accepted these: open for its suppliers
 * alone, and only while they send.
 */
@Injectable()
export class PledgeAddresses {
  constructor(
    private readonly db: Database,
    private readonly keys: PersonalData,
  ) {}

  /** In the order of joining, or of the list; two statements. Throws `not_found` for another supplier's order, `addresses_closed` for what is not being sent or does not go to each. */
  async ofOrder(supplierId: string, orderId: string): Promise<AddressList> {
    const order = await this.db.one<{
      number: string;
      status: OrderStatus;
      each: boolean;
      listed: boolean;
      campaignId: string;
      substituteId: string | null;
    }>(
      `SELECT o.number, o.status, c.delivery_mode = 'each' AS each, ${HAS_LIST} AS listed, c.id AS "campaignId", d.substitute_id AS "substituteId"
       FROM campaigns_order k JOIN sales_order o ON o.id = k.order_id JOIN campaigns_campaign c ON c.id = k.campaign_id
         LEFT JOIN campaigns_consignment d ON d.checkout_id = k.checkout_id
       WHERE k.order_id = $1 AND k.supplier_id = $2`,
      [orderId, supplierId],
    );
    if (!order) throw new DomainError('not_found');
    if (!order.each || (order.status !== 'to_ship' && order.status !== 'part_shipped'))
      throw new DomainError('addresses_closed', { status: order.status });
    if (order.listed) return { orderNumber: order.number, rows: await this.ofList(order.campaignId) };
    const rows = await this.db.query<SealedRow>(
      `SELECT p.id, p.number, p.shares, p.address_sealed AS sealed FROM campaigns_pledge p
       WHERE p.campaign_id = $1 AND p.status = 'confirmed' AND p.address_sealed IS NOT NULL AND ${acceptedSql('$2')} ORDER BY p.id`,
      [order.campaignId, order.substituteId],
    );
    return { orderNumber: order.number, rows: rows.map((row) => this.open(row)) };
  }

  /** Whoever paid for them: packs go to whom the organiser named. */
  private async ofList(campaignId: string): Promise<PledgeAddress[]> {
    const rows = await this.db.query<ListedRow>(
      'SELECT id, sealed, packs, position FROM campaigns_address WHERE campaign_id = $1 ORDER BY position',
      [campaignId],
    );
    return rows.map(({ id, sealed, packs, position }) => {
      const { name, phone, address } = JSON.parse(this.keys.open(sealed, id)) as Omit<Addressee, 'packs'>;
      return { number: `名单 ${position}`, shares: packs, receiver: name, phone, place: address };
    });
  }

  private open({ id, number, shares, sealed }: SealedRow): PledgeAddress {
    const { receiver, phone, regionPath, detail } = JSON.parse(this.keys.open(sealed, id)) as SealedAddress;
    return { number, shares, receiver, phone, place: `${regionPath} ${detail}` };
  }
}

/** What is sealed of a pledge, as JSON. */
export interface SealedAddress {
  readonly receiver: string;
  readonly phone: string;
  readonly regionPath: string;
  readonly detail: string;
}
