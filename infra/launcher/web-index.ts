// The start page of a built web application, and the Content-Security-Policy that fits it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyHelmetOptions } from '@fastify/helmet';

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Hashes of the scripts that stand in the page itself (there are few or none), so that no other inline script runs. */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(
    /<script(?![^>]*\ssrc=)(?![^>]*type="application\/(?:ld\+)?json")[^>]*>([\s\S]*?)<\/script>/g,
  );
  return [...scripts].map((match) => sha256(match[1] ?? ''));
}

/**
 * Angular's build loads the stylesheet with an inline `onload` handler, which a strict policy refuses: the link is made a plain one.
 * `ngCspNonce` on the root element is how Angular learns the nonce for the styles of its components.
 * @returns the page with a nonce
 */
export function pageTemplate(html: string): (nonce: string) => string {
  const plain = html
    .replace(/(<link[^>]*?)\smedia="print"\sonload="this\.media='all'"/g, '$1')
    .replace(/<noscript><link rel="stylesheet"[^>]*><\/noscript>/g, '');
  const open = /<(app-root|yg-root|[a-z]+-root)(?=[\s>])/;
  const marked = plain.replace(open, '<$1 ngCspNonce="%NONCE%"').replace(/<style(?=[\s>])/g, '<style nonce="%NONCE%"');
  return (nonce) => marked.replaceAll('%NONCE%', nonce);
}

/** A stylesheet that costs less than asking for it stands in the page itself. */
const SMALL_STYLES = 16_384;

/** Puts the small stylesheets of a page in the place of the links to them. */
export const withStyles = (html: string, root: string, nonce = ''): string =>
  html.replace(/<link rel="stylesheet" href="([\w.-]+\.css)"[^>]*>/g, (link, name: string) => {
    const file = join(root, name);
    const styles = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return styles && styles.length <= SMALL_STYLES && !styles.includes('</')
      ? `<style${nonce && ` nonce="${nonce}"`}>${styles}</style>`
      : link;
  });

export interface Index {
  readonly render: (nonce: string) => string;
  readonly scriptHashes: readonly string[];
}

export function readIndex(root: string): Index {
  // An application that is rendered on the server, too, has its shell under this name.
  const file = ['index.csr.html', 'index.html'].map((name) => join(root, name)).find((path) => existsSync(path));
  const html = withStyles(readFileSync(file ?? join(root, 'index.html'), 'utf8'), root);
  return { render: pageTemplate(html), scriptHashes: inlineScriptHashes(html) };
}

/**
 * A page that Angular rendered on the server, made ready for many answers. `mark` stands in it wherever Angular set the nonce; it is one that nobody can guess, so that
 * nothing that people wrote gets one.
 * @returns the page with the nonces of one answer
 */
export function renderedPage(
  html: string,
  mark: string,
  root: string,
): (nonce: { script: string; style: string }) => string {
  const [scripts, styles] = [`${mark}-script`, `${mark}-style`];
  const marked = withStyles(html, root, mark)
    // The listener that keeps what is pressed before the application is there comes with the page's frame.
    .replace(/<script type="text\/javascript" id="ng-event-dispatch-contract"(?=>)/, `$& nonce="${scripts}"`)
    .replaceAll(new RegExp(`(<script[^>]*?\\snonce=")${mark}(?=")`, 'g'), `$1${scripts}`)
    .replaceAll(new RegExp(`${mark}(?!-script)`, 'g'), styles);
  return ({ script, style }) => marked.replaceAll(scripts, script).replaceAll(styles, style);
}

export function securityHeaders({ scriptHashes }: Pick<Index, 'scriptHashes'>): FastifyHelmetOptions {
  return {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", ...scriptHashes],
        'script-src-attr': ["'none'"],
        'style-src': ["'self'"],
        // Templates and charts set style attributes; those cannot load or run anything that the other directives do not allow.
        'style-src-attr': ["'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    frameguard: { action: 'deny' },
    // Plain HTTP here; whoever puts TLS before it sets HSTS there.
    strictTransportSecurity: false,
  };
}
