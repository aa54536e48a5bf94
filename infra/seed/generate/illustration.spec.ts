import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { DRAWINGS } from './drawings/index.ts';
import { drawingOf, illustration } from './illustration.ts';
import { PRODUCE } from './produce.ts';
import { PICTURE_WIDTHS } from './picture-files.ts';
import { encode } from './write-illustrations.ts';

describe('illustrations', () => {
  it('exist for every produce', () => {
    for (const { slug, drawing } of PRODUCE) expect(drawingOf(slug)).toBe(drawing);
    expect(() => illustration('moon-cheese', 1)).toThrow('nothing draws moon-cheese');
  });

  it('repeat by seed and differ between seeds', () => {
    expect(illustration('apple', 5)).toBe(illustration('apple', 5));
    const pictures = new Set(Array.from({ length: 24 }, (_, seed) => illustration('apple', seed)));
    expect(pictures.size).toBe(24);
  });

  it('are plain SVG: no text, no font, no gradient, no broken number', () => {
    for (const name of Object.keys(DRAWINGS)) {
      for (let seed = 0; seed < 6; seed += 1) {
        const svg = illustration(name, seed);
        expect(svg).not.toMatch(/<text|font|Gradient|NaN|undefined|href/);
        expect(svg.length).toBeLessThan(500_000);
      }
    }
  });

  it('use each clip path by the form that defined it', () => {
    const ids = [...illustration('grape', 1).matchAll(/<clipPath id="(\w+)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('look different for different produce', async () => {
    const small = await Promise.all(
      Object.keys(DRAWINGS).map(async (name) => {
        const pixels = await sharp(Buffer.from(illustration(name, 1)))
          .resize(8, 8)
          .removeAlpha()
          .raw()
          .toBuffer();
        return pixels.toString('hex');
      }),
    );
    expect(new Set(small).size).toBe(small.length);
    expect(small.length).toBeGreaterThan(25);
  });

  it('become AVIF and WebP in two sizes', async () => {
    const files = await encode(illustration('rice', 1));
    expect([...files.keys()]).toEqual(PICTURE_WIDTHS.flatMap((width) => [`-${width}.avif`, `-${width}.webp`]));
    for (const [name, file] of files) {
      const { width, height, format } = await sharp(file).metadata();
      expect(name).toBe(`-${width}.${format === 'heif' ? 'avif' : format}`);
      expect(height).toBe(width);
      expect(file.length).toBeLessThan(60_000);
    }
  });
});
