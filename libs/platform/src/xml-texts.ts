import { SaxesParser } from 'saxes';

const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 32;
const MAX_TEXT = 4_000;

/**
 * The texts of a small XML document in UTF-8 by the path of their element (`EInvoice/Header/EIid`), the first of each path; of names without their prefix. Null for
 * what is no such document: no XML, larger than 1 MB, deeper than 32 elements, or with a document type, so that no entity but XML's own five is ever read.
 */
export function xmlTexts(file: Buffer): ReadonlyMap<string, string> | null {
  if (file.length > MAX_BYTES) return null;
  try {
    return read(new TextDecoder('utf-8', { fatal: true }).decode(file));
  } catch {
    return null;
  }
}

function read(source: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const parser = new SaxesParser();
  const path: string[] = [];
  const said: string[] = [];
  const refuse = (why: unknown): never => {
    throw new Error('not a document that is read here', { cause: why });
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', ({ name }) => {
    path.push(name.slice(name.indexOf(':') + 1));
    said.push('');
    if (path.length > MAX_DEPTH) refuse(name);
  });
  const add = (text: string) => {
    const at = said.length - 1;
    const before = said[at] ?? '';
    if (at >= 0 && before.length < MAX_TEXT) said[at] = before + text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const key = path.join('/');
    const text = (said.pop() ?? '').trim().slice(0, MAX_TEXT);
    if (text && !texts.has(key)) texts.set(key, text);
    path.pop();
  });
  parser.write(source).close();
  return texts;
}
