import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { EvidenceView } from '@yigou/contracts';
import { toApiError } from '@yigou/web-data';
import { formatBytes } from '../format';
import { IconComponent } from '../icon';
import { EVIDENCE_ACCEPT, evidenceHint, evidenceProblem } from './evidence-file';
import { type EvidenceRoute, EvidenceSender } from './evidence-sender';
import { EvidenceTileComponent } from './evidence-tile';

interface Sending {
  readonly key: string;
  readonly file: File;
  /** 0–100; null while it waits for those before it. */
  readonly percent: number | null;
  readonly error: string;
  /** The server may take it at another attempt. */
  readonly again: boolean;
}

/**
 * Takes files of evidence, 佐证材料, dropped or chosen, and stores each at once; says for each what became of it. `Stored` is what the route answers: with a claim
 * where `route` is that of visitors, who cannot look at a stored file again.
 */
@Component({
  selector: 'yg-evidence-upload',
  imports: [EvidenceTileComponent, IconComponent],
  templateUrl: './evidence-upload.html',
  styleUrl: './evidence-upload.css',
})
export class EvidenceUploadComponent<Stored extends EvidenceView = EvidenceView> {
  /** What the files are for: accessible name of the field. */
  readonly label = input.required<string>();
  readonly files = model<readonly Stored[]>([]);
  readonly max = input(20);
  readonly writable = input(true);
  readonly route = input<EvidenceRoute>('uploadEvidence');
  readonly testId = input('evidence-upload');
  /** Files are still on their way. */
  readonly busy = model(false);
  readonly added = output<Stored>();
  readonly removed = output<Stored>();

  private readonly sender = inject(EvidenceSender);
  private readonly injector = inject(Injector);
  private readonly flights = new Map<string, AbortController>();
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  protected readonly accept = EVIDENCE_ACCEPT;
  protected readonly hint = computed(() => evidenceHint(this.max()));
  protected readonly size = formatBytes;
  protected readonly sending = signal<readonly Sending[]>([]);
  protected readonly over = signal(false);
  /** What has just happened, for who cannot see the list. */
  protected readonly said = signal('');
  protected readonly room = computed(
    () => this.max() - this.files().length - this.sending().filter((one) => !one.error).length,
  );

  constructor() {
    effect(() => this.busy.set(this.sending().some((one) => !one.error)));
    inject(DestroyRef).onDestroy(() => this.flights.forEach((flight) => flight.abort()));
  }

  protected choose(event: Event): void {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    // The same file may be chosen again after it was taken away.
    field.value = '';
    this.take(files);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    this.take([...(event.dataTransfer?.files ?? [])]);
  }

  protected drag(event: DragEvent): void {
    event.preventDefault();
    this.over.set(true);
  }

  protected again(one: Sending): void {
    this.callOff(one);
    this.take([one.file]);
  }

  /** Takes a refused file off the list, or calls off one that is on its way. */
  protected dismiss(one: Sending): void {
    this.callOff(one);
    this.say(one.error ? '' : `已取消上传 ${one.file.name}`);
  }

  protected remove(file: Stored): void {
    this.files.update((all) => all.filter((one) => one.id !== file.id));
    this.say(`已删除 ${file.fileName}`);
    this.removed.emit(file);
  }

  private take(files: readonly File[]): void {
    let room = this.room();
    const waiting: Sending[] = [];
    for (const file of files) {
      const error = evidenceProblem(file) ?? (room <= 0 ? `最多 ${this.max()} 个文件，请先删除不用的。` : '');
      if (!error) room -= 1;
      waiting.push({ key: crypto.randomUUID(), file, percent: null, error, again: false });
    }
    this.sending.update((all) => [...all, ...waiting]);
    void this.work();
  }

  /** One after another: a weak network carries one photo better than five. */
  private async work(): Promise<void> {
    if (this.flights.size > 0) return;
    const next = this.sending().find((one) => one.percent === null && !one.error);
    if (!next) return;
    await this.send(next);
    await this.work();
  }

  private async send(one: Sending): Promise<void> {
    const flight = new AbortController();
    this.flights.set(one.key, flight);
    this.change(one, { percent: 0 });
    this.said.set(`正在上传 ${one.file.name}`);
    try {
      const sent = this.sender.send(this.route(), one.file, (percent) => this.change(one, { percent }), flight.signal);
      this.store((await sent) as unknown as Stored, one);
    } catch (error) {
      if (flight.signal.aborted) return;
      const refused = toApiError(error);
      const final = refused.code.startsWith('evidence_') || refused.code === 'payload_too_large';
      this.change(one, { error: refused.message, again: !final });
    } finally {
      this.flights.delete(one.key);
    }
  }

  private store(stored: Stored, one: Sending): void {
    this.forget(one);
    this.files.update((all) => (all.some((other) => other.id === stored.id) ? all : [...all, stored]));
    this.said.set(`已上传 ${one.file.name}`);
    this.added.emit(stored);
  }

  private callOff(one: Sending): void {
    this.flights.get(one.key)?.abort();
    this.forget(one);
  }

  private forget(one: Sending): void {
    this.sending.update((all) => all.filter((other) => other.key !== one.key));
  }

  /** The button that was pressed is gone: who works by keyboard goes on at the field. */
  private say(words: string): void {
    this.said.set(words);
    afterNextRender(() => this.field()?.nativeElement.focus(), { injector: this.injector });
  }

  private change(one: Sending, change: Partial<Sending>): void {
    this.sending.update((all) => all.map((other) => (other.key === one.key ? { ...other, ...change } : other)));
  }
}

/** What a statement of a visitor sends of its files. */
export const claimsOf = (files: readonly { readonly id: string; readonly claim: string }[]) =>
  files.map(({ id, claim }) => ({ id, claim }));
