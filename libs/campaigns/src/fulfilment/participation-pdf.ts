import { Inject, Injectable } from '@nestjs/common';
import { Gate } from '@yigou/identity';
import { CONFIG, type Config, drawPdf } from '@yigou/platform';
import { LRUCache } from 'lru-cache';
import { drawParticipation } from './participation-pdf-page';
import { Participations } from './participation.queries';

const MEGABYTE = 1024 * 1024;

/** Draws certificates of participation with a QR code that leads to their public check. */
@Injectable()
export class ParticipationPdf {
  /** Published figures stay, so does what is drawn of them; a participant may still change nothing of it. */
  private readonly drawn = new LRUCache<string, Buffer>({
    max: 500,
    maxSize: 16 * MEGABYTE,
    sizeCalculation: (body) => body.length,
  });
  /** Drawing takes a twentieth of a second of the processor: one at a time, so that everything else goes on. */
  private readonly gate = new Gate(1, 50);

  constructor(
    private readonly participations: Participations,
    @Inject(CONFIG) private readonly config: Pick<Config, 'STOREFRONT_URL'>,
  ) {}

  /** One statement. Throws `not_found` as checking it does, and `service_unavailable` when very many wait. */
  async of(number: string): Promise<{ readonly number: string; readonly body: Buffer }> {
    const participation = await this.participations.verify(number);
    const url = `${this.config.STOREFRONT_URL}/participations/${participation.number}`;
    const key = JSON.stringify(participation);
    const body =
      this.drawn.get(key) ??
      (await this.gate.run(async () => {
        const { default: qrcode } = await import('qrcode');
        const { modules } = qrcode.create(url, { errorCorrectionLevel: 'M' });
        const info = { Title: `参与证书 ${participation.number}`, Subject: participation.title, Creator: '益购' };
        return drawPdf({ info, margin: 0 }, (doc) => drawParticipation(doc, { ...participation, url }, modules));
      }));
    this.drawn.set(key, body);
    return { number: participation.number, body };
  }
}
