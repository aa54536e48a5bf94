// Writes the generated import files into infra/seed/data: node infra/seed/generate/write-seed.ts
import { writeFileSync } from 'node:fs';
import { SEED_DATA, seedFiles } from './seed-files.ts';

for (const [file, content] of seedFiles()) {
  writeFileSync(`${SEED_DATA}/${file}`, content);
  console.log(`${file}: ${content.split('\n').length - 2} rows, ${Math.round(Buffer.byteLength(content) / 1024)} KB`);
}
