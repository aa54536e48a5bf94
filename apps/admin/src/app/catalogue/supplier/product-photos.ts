import { Component, inject, input, output, signal } from '@angular/core';
import { ApiClient, photoUrl, toApiError } from '@yigou/web-data';
import { Confirm } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import type { SupplierProduct } from './product-form';

type Photo = SupplierProduct['photos'][number];
const MAX_PHOTOS = 9;
const MAX_BYTES = 10 * 1024 * 1024;

/** Photos of a product: each is stored as soon as it is chosen, and named when it is refused. */
@Component({
  selector: 'yg-product-photos',
  imports: [NzButtonComponent, NzIconDirective],
  templateUrl: './product-photos.html',
  styleUrl: './product-photos.css',
})
export class ProductPhotos {
  readonly product = input.required<SupplierProduct>();
  readonly writable = input(true);
  readonly changed = output();

  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  protected readonly max = MAX_PHOTOS;
  /** Files on their way, with a preview from memory. */
  protected readonly uploading = signal<readonly { name: string; url: string }[]>([]);
  protected readonly refused = signal<readonly string[]>([]);

  protected source(photo: Photo): string {
    return photoUrl(photo.key, 400);
  }

  protected async choose(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const room = MAX_PHOTOS - this.product().photos.length;
    const files = [...(field.files ?? [])];
    field.value = '';
    this.refused.set(files.slice(room).map((file) => `${file.name}：每个产品最多 ${MAX_PHOTOS} 张图片，未上传。`));
    const accepted = files.slice(0, room).map((file) => ({ file, name: file.name, url: URL.createObjectURL(file) }));
    this.uploading.set(accepted);
    // One after another: their order is the order on the product page.
    for (const one of accepted) {
      await this.upload(one.file);
      this.uploading.update((all) => all.filter((other) => other !== one));
      URL.revokeObjectURL(one.url);
    }
    if (accepted.length > 0) this.changed.emit();
  }

  protected async ask(photo: Photo): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '删除这张图片？',
      text: '买家将不再看到它，删除后不能恢复。',
      action: '删除 1 张图片',
      destructive: true,
      keep: '取消',
    });
    if (sure) await this.remove(photo);
  }

  private async upload(file: File): Promise<void> {
    if (file.size > MAX_BYTES) return this.note(`${file.name}：超过 10 MB，未上传。`);
    try {
      await this.api.call('uploadPhoto', { params: { id: this.product().id }, upload: file });
    } catch (error) {
      this.note(`${file.name}：${toApiError(error).message}`);
    }
  }

  private async remove(photo: Photo): Promise<void> {
    try {
      await this.api.call('deletePhoto', { params: { id: this.product().id, photoId: photo.id } });
      this.changed.emit();
    } catch (error) {
      this.note(toApiError(error).message);
    }
  }

  private note(message: string): void {
    this.refused.update((all) => [...all, message]);
  }
}
