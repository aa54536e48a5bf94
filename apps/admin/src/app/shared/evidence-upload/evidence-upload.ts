import { Component, computed, inject, input, model, output, signal } from '@angular/core';
import type { EvidenceView } from '@yigou/contracts';
import { toApiError } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { EVIDENCE_ACCEPT, EVIDENCE_HINT, evidenceProblem, sizeWords } from './evidence-file';
import { EvidenceTile } from './evidence-tile';
import { EvidenceUploads } from './evidence-uploads';

interface Sending {
  readonly key: string;
  readonly file: File;
  readonly percent: number;
  readonly error: string;
  /** The server may take it at another attempt. */
  readonly again: boolean;
}

/** Takes files of evidence, dropped or chosen, and stores each at once; says for each what became of it. */
@Component({
  selector: 'yg-evidence-upload',
  imports: [EvidenceTile, NzButtonComponent, NzIconDirective],
  templateUrl: './evidence-upload.html',
  styleUrl: './evidence-upload.css',
})
export class EvidenceUpload {
  /** What the files are for: accessible name of the field. */
  readonly label = input.required<string>();
  readonly files = model<readonly EvidenceView[]>([]);
  readonly max = input(20);
  readonly writable = input(true);
  readonly testId = input('evidence-upload');
  readonly added = output<EvidenceView>();
  readonly removed = output<EvidenceView>();

  private readonly uploads = inject(EvidenceUploads);
  protected readonly accept = EVIDENCE_ACCEPT;
  protected readonly hint = EVIDENCE_HINT;
  protected readonly sizeWords = sizeWords;
  protected readonly sending = signal<readonly Sending[]>([]);
  protected readonly over = signal(false);
  protected readonly room = computed(
    () => this.max() - this.files().length - this.sending().filter((one) => !one.error).length,
  );

  protected choose(event: Event): void {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    field.value = '';
    void this.take(files);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    void this.take([...(event.dataTransfer?.files ?? [])]);
  }

  protected drag(event: DragEvent): void {
    event.preventDefault();
    this.over.set(true);
  }

  protected dragEnd(): void {
    this.over.set(false);
  }

  protected again(one: Sending): void {
    this.dismiss(one);
    void this.take([one.file]);
  }

  protected dismiss(one: Sending): void {
    this.sending.update((all) => all.filter((other) => other.key !== one.key));
  }

  protected remove(file: EvidenceView): void {
    this.files.update((all) => all.filter((one) => one.id !== file.id));
    this.removed.emit(file);
  }

  /** One after another: a weak network carries one photo better than five. */
  private async take(files: readonly File[]): Promise<void> {
    let room = this.room();
    const waiting: Sending[] = [];
    for (const file of files) {
      const problem = evidenceProblem(file) ?? (room <= 0 ? `最多 ${this.max()} 个文件，请先删除不用的。` : '');
      if (!problem) room -= 1;
      waiting.push({ key: crypto.randomUUID(), file, percent: 0, error: problem, again: false });
    }
    this.sending.update((all) => [...all, ...waiting]);
    for (const one of waiting) if (!one.error) await this.send(one);
  }

  private async send(one: Sending): Promise<void> {
    try {
      const stored = await this.uploads.send(one.file, (percent) => this.change(one, { percent }));
      this.dismiss(one);
      this.files.update((all) => (all.some((other) => other.id === stored.id) ? all : [...all, stored]));
      this.added.emit(stored);
    } catch (error) {
      const refused = toApiError(error);
      const final = refused.code.startsWith('evidence_') || refused.code === 'payload_too_large';
      this.change(one, { error: refused.message, again: !final });
    }
  }

  private change(one: Sending, change: Partial<Sending>): void {
    this.sending.update((all) => all.map((other) => (other.key === one.key ? { ...other, ...change } : other)));
  }
}
