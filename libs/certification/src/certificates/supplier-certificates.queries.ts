import { Injectable } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { Database, PolicyParameters } from '@yigou/platform';
import { daysBefore } from '../applications/application-commands';
import { reasonOfWorth } from '../standing';
import { CERTIFICATE_COLUMNS, CERTIFICATE_JOINS, type CertificateRow, certificateView } from './certificates.queries';

interface Row extends CertificateRow {
  readonly id: string;
  readonly statusReason: string | null;
  readonly categorySlug: string | null;
  readonly openApplicationId: string | null;
}

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
       FROM ${CERTIFICATE_JOINS} LEFT JOIN application a ON a.certificate_id = c.id
         AND a.status NOT IN ('issued', 'refused', 'terminated', 'withdrawn')
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
