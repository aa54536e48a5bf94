// A file that somebody uploads as often as it takes: what was answered can be read.
import type { System } from '../../infra/launcher/system.ts';
import type { Buyer as Person } from '../bench/figures.ts';
import { atConsole } from './console-client.ts';
import { insist } from './insist.ts';

/** A white picture. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAJklEQVR42u3NMQ0AAAwDoPo33arYsQQMkB6LQCAQCAQCgUAg+BIMi1X0ptsIcT0AAAAASUVORK5CYII=',
  'base64',
);

/** Uploads it; gives its id. */
export async function upload(system: System, person: Person): Promise<string> {
  const client = atConsole(system, person);
  const file = { name: '检测报告.png', type: 'image/png', bytes: PICTURE };
  const { id } = await insist('uploading', () => client.get('uploadEvidence', { file }));
  client.close();
  return id;
}

/** How it is answered, as its uploader asks for it. */
export async function read(system: System, person: Person, id: string): Promise<string | undefined> {
  const client = atConsole(system, person);
  const { headers } = await insist('reading the file', () => client.call('getEvidenceFile', { params: { id } }));
  client.close();
  return headers['content-type'];
}
