/** The part of clamscan that is used; the package brings no types. */
declare module 'clamscan' {
  import type { Readable } from 'node:stream';

  interface Settings {
    readonly clamscan: { readonly active: boolean };
    readonly clamdscan: {
      readonly host: string;
      readonly port: number;
      readonly timeout: number;
      readonly localFallback: boolean;
      readonly bypassTest: boolean;
    };
    readonly preference: 'clamdscan';
  }
  export default class NodeClam {
    init(settings: Settings): Promise<NodeClam>;
    /** `isInfected` is null when the scanner did not say. */
    scanStream(file: Readable): Promise<{ readonly isInfected: boolean | null; readonly viruses: readonly string[] }>;
  }
}
