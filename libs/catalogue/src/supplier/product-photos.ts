import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { AuditAction, RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { OBJECT_STORE, type ObjectStore, putAll, type Tx, UnitOfWork } from '@yigou/platform';
import { refreshListings } from '../listings';
import { encodePicture } from './picture';
import { ProductPhoto } from '../product-photo.entity';

const MAX_PHOTOS = 9;

/** Photos of a supplier's products. */
@Injectable()
export class ProductPhotos {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /**
   * Pictures are encoded and stored first and named by a row afterwards: a crash between leaves files that nobody sees, never a row without a
   * picture.
   */
  async add(caller: Caller, productId: string, file: Buffer): Promise<RouteResponse<'uploadPhoto'>> {
    await this.uow.run((tx) => this.lock(tx, caller, productId));
    const pictures = await encodePicture(file);
    const id = newId();
    const key = `photos/${productId}/${id}`;
    await putAll(
      this.store,
      pictures.map(({ suffix, body, contentType }) => ({ key: key + suffix, body, contentType })),
    );
    return this.uow.run(async (tx) => {
      const { by, name, next } = await this.lock(tx, caller, productId);
      await tx.manager.insert(ProductPhoto, { id, productId, key, alt: name, position: next });
      await this.changed(tx, by, productId, 'catalogue.photo_added', `为“${name}”上传图片`);
      return { id, key, alt: name };
    });
  }

  /** The files stay: an order or a page that is still open may show them. */
  async remove(caller: Caller, productId: string, photoId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, name, status, count } = await this.lock(tx, caller, productId, false);
      const { affected } = await tx.manager.delete(ProductPhoto, { id: photoId, productId });
      if (!affected) throw new DomainError('not_found');
      if (status === 'listed' && count === 1) throw new DomainError('product_incomplete', { missing: ['photos'] });
      await this.changed(tx, by, productId, 'catalogue.photo_removed', `删除“${name}”的图片`);
    });
  }

  private async changed(
    tx: Tx,
    by: SeatedCaller,
    productId: string,
    action: AuditAction,
    summary: string,
  ): Promise<void> {
    await tx.query('UPDATE product SET updated_at = clock_timestamp() WHERE id = $1', [productId]);
    await refreshListings(tx, [productId]);
    await this.audit.record(tx, {
      ...auditOf(by),
      action,
      summary,
      subjectKind: 'product',
      subjectId: productId,
    });
  }

  private async lock(tx: Tx, caller: Caller, productId: string, adding = true) {
    const by = await holdSeat(tx, caller, { kind: 'supplier' });
    const product = await tx.one<{ name: string; status: string }>(
      'SELECT name, status FROM product WHERE id = $1 AND supplier_id = $2 FOR NO KEY UPDATE',
      [productId, by.seat.organisationId],
    );
    if (!product) throw new DomainError('not_found');
    const photos = await tx.one<{ count: number; next: number }>(
      'SELECT count(*)::int AS count, coalesce(max(position) + 1, 0) AS next FROM product_photo WHERE product_id = $1',
      [productId],
    );
    const { count = 0, next = 0 } = photos ?? {};
    if (adding && count >= MAX_PHOTOS) throw new DomainError('too_many_photos');
    return { ...product, by, count, next };
  }
}
