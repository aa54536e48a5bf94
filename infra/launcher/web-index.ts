// The start page of a built web application, and the Content-Security-Policy that fits it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

export interface Index {
  readonly render: (nonce: string) => string;
  readonly scriptHashes: readonly string[];
}

export function readIndex(root: string): Index {
  const html = readFileSync(join(root, 'index.html'), 'utf8');
  return { render: pageTemplate(html), scriptHashes: inlineScriptHashes(html) };
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
