import { Component, computed, inject, model, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { toApiError } from '@yigou/web-data';
import { IconComponent } from '@yigou/web-ui';
import { formatBytes, refusalOf } from './file-rules';
import { Uploads } from './uploads';

type PublicEvidence = RouteResponse<'uploadPublicEvidence'>;
export type Claim = Pick<PublicEvidence, 'id' | 'claim'>;

interface Item {
  readonly key: number;
  readonly name: string;
  readonly size: string;
  /** 0–100; null once the file has arrived and is being checked. */
  readonly percent: number | null;
  readonly evidence: PublicEvidence | null;
  readonly problem: string;
}

const LIMIT = 10;
let nextKey = 0;

/** Evidence of somebody without an account: each file goes at once, and the claim it is answered with is what the form sends. */
@Component({
  selector: 'app-evidence-upload',
  imports: [IconComponent],
  templateUrl: './evidence-upload.html',
  styleUrl: './evidence-upload.scss',
})
export class EvidenceUploadComponent {
  private readonly uploads = inject(Uploads);

  readonly claims = model<readonly Claim[]>([]);
  /** Files are still on their way. */
  readonly busy = model(false);

  protected readonly limit = LIMIT;
  protected readonly items = signal<readonly Item[]>([]);
  protected readonly full = computed(() => this.items().length >= LIMIT);

  protected choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    const room = LIMIT - this.items().length;
    for (const file of [...(input.files ?? [])].slice(0, room)) void this.add(file);
    // The same file may be chosen again after it was taken away.
    input.value = '';
  }

  protected remove(item: Item): void {
    this.items.update((items) => items.filter((other) => other.key !== item.key));
    this.tell();
  }

  private async add(file: File): Promise<void> {
    const key = ++nextKey;
    const problem = refusalOf(file);
    const size = formatBytes(file.size);
    this.items.update((items) => [...items, { key, name: file.name, size, percent: 0, evidence: null, problem }]);
    if (problem) return;
    this.tell();
    try {
      const evidence = await this.uploads.send('uploadPublicEvidence', file, (part) =>
        this.patch(key, { percent: part < 1 ? Math.floor(part * 100) : null }),
      );
      this.patch(key, { evidence, percent: null });
    } catch (error) {
      this.patch(key, { problem: toApiError(error).message });
    }
    this.tell();
  }

  private patch(key: number, change: Partial<Item>): void {
    this.items.update((items) => items.map((item) => (item.key === key ? { ...item, ...change } : item)));
  }

  private tell(): void {
    const items = this.items();
    this.claims.set(items.flatMap(({ evidence }) => (evidence ? [{ id: evidence.id, claim: evidence.claim }] : [])));
    this.busy.set(items.some((item) => !item.evidence && !item.problem));
  }
}
