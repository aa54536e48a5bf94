import { describe, expect, it } from '@jest/globals';
import { xmlTexts } from './xml-texts';

const of = (text: string) => xmlTexts(Buffer.from(text));

describe('texts of an XML document', () => {
  it('are known by the path of their element, the first of each, without prefixes', () => {
    const texts = of(
      '﻿<?xml version="1.0" encoding="utf-8"?><a:r xmlns:a="x"><b> 1 &amp; 2 </b><b>3</b><c><![CDATA[<4>]]></c></a:r>',
    );
    expect([...(texts ?? [])]).toEqual([
      ['r/b', '1 & 2'],
      ['r/c', '<4>'],
    ]);
  });

  it.each([
    ['a document type with an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
    ['an entity that nobody declared', '<r>&x;</r>'],
    ['a document type alone', '<!DOCTYPE r><r/>'],
    ['what is not closed', '<r><b>'],
    ['no XML', 'PK\u0003\u0004'],
    ['nothing', ''],
    ['elements without end', `${'<a>'.repeat(33)}${'</a>'.repeat(33)}`],
    ['more than a megabyte', `<r>${' '.repeat(1024 * 1024)}</r>`],
  ])('are not read from %s', (_, source) => {
    expect(of(source)).toBeNull();
  });

  it('are not read from another encoding', () => {
    expect(xmlTexts(Buffer.from([0x3c, 0x72, 0x3e, 0xb7, 0xa2, 0x3c, 0x2f, 0x72, 0x3e]))).toBeNull();
  });
});
