import { readConfig } from '@yigou/platform';
import { createApi } from './server';

const config = readConfig();
const app = await createApi(config);
await app.listen({ port: config.PORT, host: config.HOST });
