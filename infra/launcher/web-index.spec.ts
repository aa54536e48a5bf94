import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { inlineScriptHashes, pageTemplate } from './web-index.ts';

describe('the start page', () => {
  it('hands the nonce to Angular and to its own styles', () => {
    const render = pageTemplate('<head><style>a{}</style></head><body><app-root></app-root></body>');
    expect(render('n1')).toBe(
      '<head><style nonce="n1">a{}</style></head><body><app-root ngCspNonce="n1"></app-root></body>',
    );
    expect(render('n2')).toContain('ngCspNonce="n2"');
  });

  it('loads the stylesheet without the inline handler of the build', () => {
    const render = pageTemplate(
      `<link rel="stylesheet" href="styles-ABC.css" media="print" onload="this.media='all'"><noscript><link rel="stylesheet" href="styles-ABC.css"></noscript>`,
    );
    expect(render('n')).toBe('<link rel="stylesheet" href="styles-ABC.css">');
  });

  it('allows the scripts that stand in it by their hash, and no file or data block', () => {
    const html =
      '<script>go()</script><script src="main.js" type="module"></script><script type="application/ld+json">{}</script>';
    const hash = createHash('sha256').update('go()').digest('base64');
    expect(inlineScriptHashes(html)).toEqual([`'sha256-${hash}'`]);
  });
});
