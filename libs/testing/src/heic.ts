import { gunzipSync } from 'node:zlib';

/** 96 × 64 pixels of HEVC, red on the left and blue on the right, to be turned clockwise by a quarter as the box `irot` says: 64 × 96, red above. Its EXIF says "secret place". */
const TURNED = [
  'H4sIAAAAAAACA31UXUgUURQ+d8dttfyJNBA1W03KomDXIgShNtcffIjA1VB7cXZ21r0xu3ubGVMjWE3FelGLEqGgzZcgwnqIDXooox57iIQeokh6KI2oMCghbTp3ZnJNqLt75n73u+eec+45cwYASs',
  'J6H4vIVAIcURr2chylYhhA6InKugjWKIuEFNXGwKikw7qRy6geNRFBOUCVuGmyzgcOkwHhqjXjqEeOM3OrzAuUakpjYXPFd7fiQnbY9iKnJS+sIQlXqe+lXN2RokxlOE9QJsWR6EZtPxHYamilX2F5',
  'ZWkJIE9w49FCH8kmhsEVBBjnD/yXPnD4ynCzspaQdTtJz4Bz4mPT7mklk6+th68clV115LF6t9yHPgqoxmTbXycKcuSTFFdUpsYxSjKnSFEtw405julqc2Otu629w+16h6YKIAtyYZsoaexooKGFG9',
  'DEHk3SVeXvDH9/aaVrdl9EjIX6Fh4d7zhEUoM7hlsbfhy7Bf8fG0OyxguyjFIhMRXrRzAaKO/RGcd1/A5SRAwhbkO8V8UAEQ9xvsvCkxwHLXybY7Wl2Y94BrG7aw0OrsFRpVuyY+DRZ8ux1gDOmEUo',
  'AQ2aoRFq/6GzwdTx488DwPO1Pg9aeH+VdSr7MIDzjWF82wngwsqtXDKMnzcMY2UKq/UaYOZU+nw8ie/aIvJjaS44AXD/AkDhqzRXgXp5wwCpp0xUrT4Q+PsWpgCLNwFy2gHyn2NqTyC7mdFeaqpkZv',
  'K7ZVE1rnP1Qsqi4urliHPAMTiERqGIqnL4T+9IISwO7xO8GNkeDYm8vY5Ukjv5/Rt2QUnnPJs1fp0tSCzXfBh5v+lM4llH4kugcVqIXIkEPteMPrm2MJuYelgcuTzqdtx7e31aGDvvXziY4rabmvaY',
  'yXbBFiKYieNpLSJOEwdRim18EqXS1uGNl++wMJfJcw7IwZl/AuhIhsn129FXY+3mhfSsyZIq626miJJseht3QQbqeaq8HnLRwgRtQ9LmvR4PSVq+DAN9Jy37vI0EG/tsX78B+MN8V7IEAAA=',
].join('');
/** 10,000 × 10,000 pixels of one colour, in 23 KB. */
const LARGE = [
  'H4sIAAAAAAACA+3XT0gUURwH8N+bsXYDs4VShCR0VaxDhRjkpRhtO+Shc9OpbWeWfeS4j23wD15WCrwILXVJLy5meCw6BoFB3oVO0WWjkCCQjkbG9JvdTciD1/0dvj9+8/7O7PvMO8zMElFPPpwzBV',
  '/niCPQ+eG4HehsnkjdDPwwS43oK3iTpWabjM6FdCg6jA6DekvxkdaTxfpPZhzuq/qwbtRE7jgX/VpP5Q/O7+SObzV7henccNzc0qZkuN7QJlfkep4nbijbHKwZ/aT9P3t7RKfsXr6w21HtKoriE2yq',
  'xAVn9NZy+njy0rhSh2aqdDtNJz64U+tPV3ZqjrNZjofrxeM0X5LIqPel1/cdXumMfmj8xqJDqcZBKaNndTxiJ5NJrrq0Cf5tF9+zvWA94nudCLwsb5Z7/bx61ZY6vXbBfzk48G2dw/MG/ov+r62O2v',
  '7c6I/oV+XJl+2uj+7Z32074Yz1/M5yubljInKktvF99/i9rWuSUDapy89OXtmUZaJj3qIwEedgrzxTR1KcSX0SR2qXt0tXa+JI1bI0khqSJrLeSHtSZoSBEiEekUdnZ0UY6Ny2MNDFqjDQqLRX/4Qj',
  'DHRX2idkURpoSdrr9YU00DtpoM/SQLvCQCoh7c+sMI+wD1g1JsxzS5jHFeZ5IMwTwHOkZ16YZwEeeOCBp0WeVXjggQceeOCBBx544IEHHnjggQceeOCBBx544IEHHnjggQceeOCBBx544IEHHnjggQ',
  'ceeOCBBx544IEHHnjggQceeOCBBx544IEHHnjgaX12p/4CQ4Vx4ataAAA=',
].join('');

const unpacked = (packed: string): Buffer => gunzipSync(Buffer.from(packed, 'base64'));

/** A photo as phones make them: 64 × 96, red above and blue below when it is turned as it says. Made once with libheif's own encoder, since nothing here encodes HEVC. */
export const aHeic = (): Buffer => unpacked(TURNED);

/** A HEIC of 100 megapixels that claims `side` × `side` of them: its own by default. */
export function heicBomb(side = 10_000): Buffer {
  const file = unpacked(LARGE);
  const size = file.indexOf('ispe') + 8;
  file.writeUInt32BE(side, size);
  file.writeUInt32BE(side, size + 4);
  return file;
}
