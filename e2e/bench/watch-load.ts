// Browsers that watch: one stream each, from many addresses, as they come through a web server.
import http from 'node:http';
import type { Watched } from './figures.ts';

/** What the API lets one address hold, with room to spare. */
const OF_ADDRESS = 250;
/** Streams that are being opened at a time. */
const AT_A_TIME = 100;

interface Watching {
  readonly request: http.ClientRequest;
  states: number;
  last: string;
}
let watching: Watching[] = [];

interface WatchArgs {
  readonly origin: string;
  readonly topic: string;
  readonly units: number;
}

function open({ origin, topic }: WatchArgs, index: number): Promise<Watching> {
  const place = Math.floor(index / OF_ADDRESS);
  const headers = { 'X-Forwarded-For': `10.${(place >> 8) & 255}.${place & 255}.1` };
  return new Promise((resolve, reject) => {
    const request = http.get(`${origin}/api/v1/live?topics=${topic}`, { agent: false, headers }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`a stream was answered ${answer.statusCode}`));
      const one: Watching = { request, states: 0, last: '' };
      answer.on('error', () => undefined);
      answer.on('data', (chunk: Buffer) => {
        const text = chunk.toString();
        if (!text.includes('event: state')) return;
        if (one.states === 0) resolve(one);
        one.states += 1;
        one.last = text;
      });
    });
    request.on('error', reject);
  });
}

/** Opens so many streams of a topic, and ends when each has had its first state. @returns the seconds it took */
export async function watch(args: WatchArgs): Promise<number> {
  const started = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < args.units) {
      const index = next;
      next += 1;
      watching.push(await open(args, index));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return (performance.now() - started) / 1000;
}

/** How many states the streams have had, and how many show this text last. */
export async function watched({ last }: { readonly last: string }): Promise<Watched> {
  return {
    states: watching.reduce((sum, { states }) => sum + states, 0),
    upToDate: watching.filter((one) => one.last.includes(last)).length,
  };
}

/** Closes all of them. */
export async function unwatch(): Promise<void> {
  for (const { request } of watching) request.destroy();
  watching = [];
}
