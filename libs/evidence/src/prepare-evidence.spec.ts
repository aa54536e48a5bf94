import { describe, expect, it } from '@jest/globals';
import { openPicture } from '@yigou/platform';
import { aHeic, heicBomb } from '@yigou/testing';
import sharp from 'sharp';
import { PDF_LIMITS, prepareEvidence } from './prepare-evidence';
import { aPicture, hugePng, makePdf, pdfBomb, pdfOf } from './testing';

const picture = (side = 300) => sharp({ create: { width: side, height: side, channels: 3, background: '#a30' } });
const refused = { code: 'evidence_invalid' };

describe('a file of evidence', () => {
  it('a PDF: each page becomes a picture and a thumbnail, the file stays as it came', async () => {
    const pdf = await makePdf(2);
    const { mediaType, file, pages } = await prepareEvidence(pdf);
    expect([mediaType, file.equals(pdf), pages.length]).toEqual(['application/pdf', true, 2]);
    for (const { page, thumb } of pages) {
      expect(await sharp(page).metadata()).toMatchObject({ format: 'webp', height: 1600, width: 1131 });
      expect(await sharp(thumb).metadata()).toMatchObject({ format: 'webp', height: 240 });
    }
    // What pdfkit wrote is really on it: neither white alone nor the same on both pages.
    const first = await sharp(pages[0]?.page).stats();
    expect(Math.min(...first.channels.map(({ min }) => min))).toBeLessThan(120);
    expect(pages[0]?.page.equals(pages[1]?.page ?? Buffer.alloc(0))).toBe(false);
  });

  it.each(['jpeg', 'png', 'webp'] as const)('a picture: encoded anew in its own format, %s', async (format) => {
    const taken = await picture()
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .withMetadata({ orientation: 6 })
      .toFormat(format)
      .toBuffer();
    const prepared = await prepareEvidence(taken);
    expect([prepared.mediaType, prepared.pages.length]).toEqual([`image/${format}`, 1]);
    const kept = await sharp(prepared.file).metadata();
    expect([kept.format, kept.exif, kept.orientation]).toEqual([format, undefined, undefined]);
  });

  it('an AVIF is kept as JPEG; of a locked PDF it says what to do', async () => {
    const { mediaType, file } = await prepareEvidence(await picture().avif().toBuffer());
    expect([mediaType, (await sharp(file).metadata()).format]).toEqual(['image/jpeg', 'jpeg']);
    const locked = await makePdf(1, { userPassword: 'secret' });
    await expect(prepareEvidence(locked)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('密码'),
    });
    await expect(prepareEvidence(Buffer.from('%PDF-1.7 nothing'))).rejects.not.toMatchObject({
      message: expect.stringContaining('密码'),
    });
  });

  it('a HEIC is kept as JPEG, turned as it says, without its EXIF', async () => {
    expect(aHeic().includes('secret place')).toBe(true);
    const { mediaType, file, pages } = await prepareEvidence(aHeic());
    const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    expect([mediaType, info.width, info.height, pages.length]).toEqual(['image/jpeg', 64, 96, 1]);
    const [above, below] = [data.subarray(0, 3), data.subarray(-3)];
    expect([above[0]! > 180, above[2]! < 40, below[0]! < 40, below[2]! > 180]).toEqual([true, true, true, true]);
    expect((await sharp(file).metadata()).exif).toBeUndefined();
    for (const kept of [file, pages[0]?.page]) expect(kept?.includes('secret')).toBe(false);
  });

  it('a HEIC that is broken, or of more than 50 megapixels, is refused with what to do', async () => {
    // The first is shared/cases/20a-IMG_0001.HEIC: a header, and zeros.
    const header = Buffer.from('0000001c667479706865696300000000' + '6d696631686569636d696166', 'hex');
    for (const bad of [Buffer.concat([header], 4_124), aHeic().subarray(0, 1_100), heicBomb()])
      await expect(prepareEvidence(bad)).rejects.toMatchObject({
        ...refused,
        message: expect.stringMatching(/HEIC.*5000 万像素.*重新导出/),
      });
  });

  it('a HEIC that claims less than it holds costs its own thread, within the limits of memory and time', async () => {
    const bounds = { maxMs: 20_000, maxMemoryBytes: 96 * 1024 * 1024 };
    expect(await openPicture(heicBomb(100), ['heic'], bounds)).toBeNull();
    expect(await openPicture(aHeic(), ['heic'], { ...bounds, maxMs: 1 })).toBeNull();
    expect(await openPicture(aHeic(), ['heic'], bounds)).toMatchObject({ format: 'heic' });
  });

  it('however many strangers send, whoever has an account is not kept waiting', async () => {
    const [large, small] = [await picture(1_500).png().toBuffer(), await aPicture()];
    const done: string[] = [];
    const ended = (who: string) => () => void done.push(who);
    const strangers = Array.from({ length: 11 }, () =>
      prepareEvidence(large, PDF_LIMITS, 'strangers').then(ended('stranger')),
    );
    await expect(prepareEvidence(small, PDF_LIMITS, 'strangers')).rejects.toMatchObject({
      code: 'service_unavailable',
    });
    await prepareEvidence(small).then(ended('account'));
    expect(done.filter((who) => who === 'stranger').length).toBeLessThan(11);
    await Promise.all(strangers);
  });

  it('hides nothing behind its pixels', async () => {
    const polyglot = Buffer.concat([await picture().png().toBuffer(), Buffer.from('<script>alert(1)</script>')]);
    const { file, pages } = await prepareEvidence(polyglot);
    for (const kept of [file, pages[0]?.page, pages[0]?.thumb]) expect(kept?.includes('script')).toBe(false);
  });

  it('is refused when it is none of them, whatever it is called', async () => {
    const pdf = await makePdf();
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    for (const bad of [
      Buffer.alloc(0),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      html,
      await picture().gif().toBuffer(),
      (await picture().jpeg().toBuffer()).subarray(0, 300),
      // Forged types: the marks of one kind before the bytes of another.
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), html]),
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), html]),
      Buffer.concat([Buffer.from('%PDF-1.7\n'), html]),
      // Polyglots: something else comes first.
      Buffer.concat([html, pdf]),
      Buffer.concat([Buffer.from('\n'), pdf]),
      pdf.subarray(0, pdf.length >> 1),
      Buffer.alloc(20 * 1024 * 1024 + 1, '%PDF-1.4\n'),
    ])
      await expect(prepareEvidence(bad)).rejects.toMatchObject(refused);
  });

  it('is refused by its header when it claims 50,000 × 50,000 pixels', async () => {
    await expect(prepareEvidence(hugePng(50_000))).rejects.toMatchObject(refused);
  });

  it('has at most 50 pages', async () => {
    // Drawn small: how large a page is does not change how many there may be.
    const small = { ...PDF_LIMITS, pageSide: 64, thumbSide: 16 };
    expect((await prepareEvidence(await makePdf(50), small)).pages).toHaveLength(50);
    await expect(prepareEvidence(await makePdf(51), small)).rejects.toMatchObject(refused);
  });

  it('is refused when it is encrypted: nobody could look at it', async () => {
    await expect(prepareEvidence(await makePdf(1, { userPassword: 'x' }))).rejects.toMatchObject(refused);
  });

  it('shows of a PDF that is a web page too, and of its scripts, the page alone', async () => {
    const scripted = pdfOf(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> >> >>',
      '(<html><script>alert(1)</script></html>)',
    );
    const { pages } = await prepareEvidence(scripted);
    expect(pages).toHaveLength(1);
    expect(pages[0]?.page.includes('script')).toBe(false);
  });

  it('is drawn within its bounds, however a page is cut', async () => {
    const strip = pdfOf('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14400 1] >>', '()');
    const { pages } = await prepareEvidence(strip);
    expect(await sharp(pages[0]?.page).metadata()).toMatchObject({ width: 1600, height: 1 });
  });

  it('a bomb costs its own thread and is refused within the limits of memory and time', async () => {
    const beat: number[] = [];
    const heart = setInterval(() => beat.push(Date.now()), 50);
    // A third of the memory that a document may have, and a bomb that is past it: what unpacks it all takes seconds.
    const maxMemoryBytes = 160 * 1024 * 1024;
    const bomb = await pdfBomb(220);
    expect(bomb.length).toBeLessThan(8 * 1024 * 1024);
    await expect(prepareEvidence(bomb, { ...PDF_LIMITS, maxMemoryBytes })).rejects.toMatchObject(refused);
    const long = await pdfBomb(40);
    const started = Date.now();
    await expect(prepareEvidence(long, { ...PDF_LIMITS, maxMs: 1_500 })).rejects.toMatchObject(refused);
    expect(Date.now() - started).toBeLessThan(10_000);
    clearInterval(heart);
    // Meanwhile this thread went on.
    expect(beat.length).toBeGreaterThan(10);
  });
});
