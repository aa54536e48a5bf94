// Renders pages of the storefront, in a thread of its own: a page that takes long, or forever, keeps nobody from the API behind the same server.
// Started by page-renderer.ts with the bundle that Angular's build makes for the server.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { PageAsked, PageRendered } from './page-renderer.ts';

/** What Angular's own engine finds in the bundle, too. */
interface Bundle {
  readonly ɵgetOrCreateAngularServerApp: () => {
    handle(request: Request, context: unknown): Promise<Response | null>;
  };
}

/** The host of no shop: where people reach it is said in the request's context, and never taken from their headers. */
const ANYWHERE = 'http://localhost';

async function render({ path, context }: PageAsked): Promise<Omit<PageRendered, 'id'>> {
  const answer = await app.handle(new Request(ANYWHERE + path), context);
  // What is no page is read to its end all the same: only then is the application behind it put away.
  const html = (await answer?.text()) ?? '';
  return { status: answer?.status ?? 503, html: answer?.headers.has('x-yigou-rendered') ? html : '' };
}

const { bundle } = workerData as { bundle: string };
const app = ((await import(pathToFileURL(bundle).href)) as Bundle).ɵgetOrCreateAngularServerApp();
parentPort?.on('message', (asked: PageAsked) => {
  render(asked).then(
    (page) => parentPort?.postMessage({ id: asked.id, ...page } satisfies PageRendered),
    (error: unknown) =>
      parentPort?.postMessage({ id: asked.id, status: 500, html: '', problem: String(error) } satisfies PageRendered),
  );
});
