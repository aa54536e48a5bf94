import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@yigou/kernel';
import { CONFIG, type Config } from '@yigou/platform';
import { Readable } from 'node:stream';

const CHUNK_BYTES = 64 * 1024;
const TIMEOUT_MS = 30_000;

/** Asks ClamAV's daemon about a file, when one is configured. */
@Injectable()
export class VirusScan {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'CLAMD_ADDRESS'>) {}

  /**
   * Throws `evidence_infected` when the scanner finds something, and `service_unavailable` when it cannot be asked: a file that should have been
   * looked at is not kept without it.
   */
  async check(file: Buffer): Promise<'clean' | 'unscanned'> {
    const address = this.config.CLAMD_ADDRESS;
    if (!address) return 'unscanned';
    const infected = await Promise.race([ask(address, file).catch(() => null), silence()]);
    if (infected === null) throw new DomainError('service_unavailable');
    if (infected) throw new DomainError('evidence_infected');
    return 'clean';
  }
}

async function ask(address: string, file: Buffer): Promise<boolean | null> {
  const at = address.lastIndexOf(':');
  const { default: NodeClam } = await import('clamscan');
  const scanner = await new NodeClam().init({
    clamscan: { active: false },
    clamdscan: {
      host: address.slice(0, at),
      port: Number(address.slice(at + 1)),
      timeout: TIMEOUT_MS,
      localFallback: false,
      bypassTest: true,
    },
    preference: 'clamdscan',
  });
  return (await scanner.scanStream(Readable.from(chunksOf(file)))).isInfected;
}

/** A scanner that says nothing is as good as none. */
function silence(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), TIMEOUT_MS).unref());
}

function* chunksOf(file: Buffer): Generator<Buffer> {
  for (let at = 0; at < file.length; at += CHUNK_BYTES) yield file.subarray(at, at + CHUNK_BYTES);
}
