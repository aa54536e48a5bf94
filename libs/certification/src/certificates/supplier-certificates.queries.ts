import { Injectable } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { Database, PolicyParameters, policySql } from '@yigou/platform';
import { daysBefore } from '../applications/application-commands';
import { CLOSED } from '../applications/application-status';
import { reasonOfWorth } from '../standing';
import { CERTIFICATE_COLUMNS, CERTIFICATE_JOINS, type CertificateRow, certificateView } from './certificates.queries';

interface Row extends CertificateRow {
  readonly id: string;
  readonly statusReason: string | null;
  readonly categorySlug: string | null;
  readonly openApplicationId: string | null;
}

const OPEN_APPLICATION = `a.certificate_id = c.id AND a.status NOT IN (${CLOSED.map((status) => `'${status}'`).join(', ')})`;

/** That certificate `c` can be renewed on a day, an SQL expression, and nobody has begun to: what the list says of it with `canRenew`. */
export const RENEWABLE = (day: string): string =>
  `c.status IN ('valid', 'expired') AND NOT EXISTS (SELECT FROM application a WHERE ${OPEN_APPLICATION})
    AND ${day} >= c.valid_to - ${policySql('certification.renewal_days', 'c.region_code', 'c.category_slug')}::int`;

/** A supplier's own certificates, with what can be done about them. */
@Injectable()
export class SupplierCertificateLists {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** The one that ends last on top. One statement beside policy. */
  async of(supplierId: string): Promise<RouteResponse<'listSupplierCertificates'>> {
    const rows = await this.db.query<Row>(
      `SELECT ${CERTIFICATE_COLUMNS}, c.id, c.status_reason AS "statusReason", c.category_slug AS "categorySlug", a.id AS "openApplicationId"
       FROM ${CERTIFICATE_JOINS} LEFT JOIN application a ON ${OPEN_APPLICATION}
       WHERE c.supplier_id = $1 ORDER BY c.valid_to DESC, c.number LIMIT 1000`,
      [supplierId],
    );
    const items: RouteResponse<'listSupplierCertificates'>['items'] = [];
    for (const { id, statusReason, categorySlug, openApplicationId, ...facts } of rows) {
      const days = await this.policy.get('certification.renewal_days', facts.regionCode ?? '', categorySlug ?? '');
      const renewalOpensOn = daysBefore(facts.validTo, days);
      const view = certificateView(facts);
      const renewable = facts.status === 'valid' || facts.status === 'expired';
      items.push({
        ...view,
        id,
        statusReason: reasonOfWorth(facts, statusReason),
        renewalOpensOn,
        openApplicationId,
        canRenew: renewable && openApplicationId === null && facts.today >= renewalOpensOn,
      });
    }
    return { items };
  }
}
