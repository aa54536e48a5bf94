import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { toApiError } from '@yigou/web-data';
import {
  CountPipe,
  DialogComponent,
  EmptyStateComponent,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
} from '@yigou/web-ui';
import { codeReader, hasCamera } from './code-reader';
import { CodeScanner } from './code-scanner';
import { codeFits, type HandOutRow, KeptHandOuts } from './kept-hand-outs';
import { SignaturePad } from './signature-pad';

/** What the list says of a pledge: what the market knows, or what this phone still has to send. */
export interface ShownRow {
  readonly row: HandOutRow;
  readonly state: 'waiting' | 'done' | 'sending' | 'refused';
  readonly word: string;
  readonly problem: string;
}
const WORDS = { waiting: '待领取', done: '已领取', sending: '已领取，待发送', refused: '未被接受' } as const;
/** More are found by name or number. */
const SHOWN = 200;

/** 分发 at a point, on a phone: the roster, the code or a signature, once each; also without signal. */
@Component({
  selector: 'app-hand-out',
  imports: [
    CodeScanner,
    CountPipe,
    DialogComponent,
    EmptyStateComponent,
    FieldComponent,
    FieldInputDirective,
    IconComponent,
    InstantPipe,
    RouterLink,
    SignaturePad,
    SkeletonComponent,
  ],
  templateUrl: './hand-out.html',
  styleUrl: './hand-out.scss',
})
export class HandOutPage {
  private readonly kept = inject(KeptHandOuts);

  /** Bound from the address. */
  readonly id = input.required<string>();
  /** For who leads a point: the way back leads to their own page. */
  readonly led = input(false);

  protected readonly words = signal('');
  protected readonly problem = signal('');
  protected readonly missing = signal(false);
  protected readonly reading = signal(true);
  protected readonly roster = computed(() => this.kept.roster(this.id()));
  private readonly everybody = computed(() => (this.roster()?.rows ?? []).map((row) => shown(row, this.kept)));
  private readonly found = computed(() => {
    const words = this.words().trim().toLowerCase();
    return this.everybody().filter(({ row }) => matches(row, words));
  });
  protected readonly rows = computed(() => this.found().slice(0, SHOWN));
  protected readonly more = computed(() => this.found().length - this.rows().length);
  protected readonly all = computed(() => sharesOf(this.everybody()));
  protected readonly handed = computed(() =>
    sharesOf(this.everybody().filter(({ state }) => state === 'done' || state === 'sending')),
  );
  protected readonly unsent = computed(() => this.kept.handOuts().filter(({ state }) => state === 'waiting').length);

  /** The one that is being handed out, and on what. */
  protected readonly asked = signal<ShownRow | null>(null);
  protected readonly proof = signal<'code' | 'signature'>('code');
  protected readonly code = signal('');
  protected readonly name = signal('');
  protected readonly signature = signal('');
  protected readonly wrong = signal<string | null>(null);

  /** The camera looks for a code. */
  protected readonly scanning = signal(false);
  protected readonly scans = hasCamera();
  /** What became of a code that was read. */
  protected readonly scanned = signal('');

  constructor() {
    // What reads codes is fetched while there is signal; the camera asks again, and says what keeps it from looking.
    if (this.scans) codeReader().catch(() => undefined);
    effect(() => {
      const id = this.id();
      untracked(() => void this.read(id));
    });
  }

  /** Without signal what was read before stays, and says from when it is. */
  protected async read(id = this.id()): Promise<void> {
    this.reading.set(true);
    this.problem.set('');
    this.missing.set(false);
    try {
      await this.kept.send();
      await this.kept.refresh(id);
    } catch (error) {
      const { code, message } = toApiError(error);
      this.missing.set(code === 'not_found');
      this.problem.set(message);
    } finally {
      this.reading.set(false);
    }
  }

  protected ask(one: ShownRow): void {
    this.proof.set(one.row.codeHash === null ? 'signature' : 'code');
    this.code.set('');
    this.name.set(one.row.name);
    this.signature.set('');
    this.wrong.set(null);
    this.asked.set(one);
  }

  protected scan(): void {
    this.scanned.set('');
    this.scanning.set(true);
  }

  /** Whose code it is, the roster on the phone says, also without signal; it is handed out after a look at name and shares. */
  protected async codeRead(text: string): Promise<void> {
    this.scanning.set(false);
    const code = text.trim();
    for (const one of this.everybody()) {
      if (!(await codeFits(one.row, code))) continue;
      if (one.state !== 'waiting') return this.scanned.set(`${one.row.name}：${one.word}，不能再领`);
      this.ask(one);
      this.proof.set('code');
      this.code.set(code);
      return;
    }
    this.scanned.set('名单里没有这个取货码。请更新名单，或用姓名、编号找人');
  }

  protected async hand(event: Event): Promise<void> {
    event.preventDefault();
    const row = this.asked()?.row;
    if (!row) return;
    const wrong = await this.wrongWith(row);
    this.wrong.set(wrong);
    if (wrong !== null) return;
    const at = new Date().toISOString();
    const said =
      this.proof() === 'code'
        ? { proof: 'code' as const, code: this.code().trim().toUpperCase(), at }
        : { proof: 'signature' as const, name: this.name().trim(), signature: this.signature(), at };
    await this.kept.hand(this.id(), row, said);
    this.asked.set(null);
  }

  /** What was not accepted is put away, and the roster read again. */
  protected async putAway({ row }: ShownRow): Promise<void> {
    const kept = this.kept.of(row.pledgeId);
    if (kept) await this.kept.forget(kept);
    await this.read();
  }

  private async wrongWith(row: HandOutRow): Promise<string | null> {
    if (this.proof() === 'code')
      return (await codeFits(row, this.code())) ? null : '取货码不对，请核对后重新输入，或改用签名领取';
    if (!this.name().trim()) return '请填写签收人姓名';
    return this.signature().includes('L') ? null : '请领取人在框内签名';
  }
}

function shown(row: HandOutRow, kept: KeptHandOuts): ShownRow {
  const waiting = kept.of(row.pledgeId);
  const state =
    row.state === 'done' ? 'done' : !waiting ? 'waiting' : waiting.state === 'waiting' ? 'sending' : 'refused';
  return { row, state, word: WORDS[state], problem: waiting?.problem ?? '' };
}

const matches = ({ name, number, pointName }: HandOutRow, words: string): boolean =>
  words === '' || [name, number, pointName ?? ''].some((text) => text.toLowerCase().includes(words));
const sharesOf = (rows: readonly ShownRow[]): number => rows.reduce((sum, { row }) => sum + row.shares, 0);
