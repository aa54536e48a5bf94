import { describe, expect, it } from '@jest/globals';
import { aHeic } from '@yigou/testing';
import sharp from 'sharp';
import { crc32 } from 'node:zlib';
import { mediaType } from '../media-path';
import { encodePicture } from './picture';

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a30' } });

describe('an uploaded picture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('is encoded anew at two sizes: %s', async (format) => {
    const pictures = await encodePicture(await plain(1200, 900).toFormat(format).toBuffer());
    expect(pictures.map((picture) => picture.suffix).sort()).toEqual([
      '-400.avif',
      '-400.webp',
      '-800.avif',
      '-800.webp',
    ]);
    for (const { suffix, body } of pictures) {
      const { width, format: kind } = await sharp(body).metadata();
      expect(width).toBe(Number(/\d+/.exec(suffix)?.[0]));
      expect(kind).toBe(suffix.endsWith('avif') ? 'heif' : 'webp');
    }
  });

  it('of a phone is turned and encoded for everybody; what cannot be read of it says so', async () => {
    const [picture] = await encodePicture(aHeic());
    const { width, height, format } = await sharp(picture?.body).metadata();
    expect([width, height, format]).toEqual([64, 96, 'heif']);
    const half = encodePicture(aHeic().subarray(0, 600));
    await expect(half).rejects.toMatchObject({ code: 'image_invalid', message: expect.stringContaining('HEIC') });
  });

  it('is turned as the camera says and loses its metadata', async () => {
    const taken = await plain(100, 60)
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const [picture] = await encodePicture(taken);
    const read = await sharp(picture?.body ?? Buffer.alloc(0)).metadata();
    expect([read.width, read.height, read.exif, read.orientation]).toEqual([60, 100, undefined, undefined]);
  });

  it('hides nothing behind its pixels', async () => {
    const polyglot = Buffer.concat([await plain(64, 64).png().toBuffer(), Buffer.from('<script>alert(1)</script>')]);
    for (const { body } of await encodePicture(polyglot)) expect(body.includes('script')).toBe(false);
  });

  it('is refused when it is none, whatever it is called', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const half = (await plain(500, 500).jpeg().toBuffer()).subarray(0, 400);
    const gif = await plain(50, 50).gif().toBuffer();
    const tiny = await plain(8, 8).png().toBuffer();
    for (const bad of [
      Buffer.alloc(0),
      Buffer.from(svg),
      Buffer.from('<!doctype html><b>x'),
      gif,
      half,
      tiny,
      Buffer.alloc(11 * 1024 * 1024),
    ]) {
      await expect(encodePicture(bad)).rejects.toMatchObject({ code: 'image_invalid' });
    }
  });

  it('is refused by its header when it claims 50,000 × 50,000 pixels', async () => {
    const header = Buffer.alloc(17);
    header.write('IHDR');
    header.writeUInt32BE(50_000, 4);
    header.writeUInt32BE(50_000, 8);
    header.set([8, 2, 0, 0, 0], 12);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(header));
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), header, crc]);
    const before = process.cpuUsage();
    await expect(encodePicture(png)).rejects.toMatchObject({ code: 'image_invalid' });
    // The time of the processor and not of the clock: others work on this machine.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});

describe('a media path', () => {
  it('names pictures alone', () => {
    expect(mediaType('seed/apple-1-400.webp')).toBe('image/webp');
    expect(mediaType('photos/0198a/0198b-800.avif')).toBe('image/avif');
    for (const bad of [
      'imports/x-400.webp',
      'seed/../imports/x-400.webp',
      '../a-400.webp',
      'seed/a.svg',
      'seed/a-400.html',
      'photos/%2e%2e/x-400.webp',
    ]) {
      expect(mediaType(bad)).toBeNull();
    }
  });
});
