import { type BootstrapContext, bootstrapApplication } from '@angular/platform-browser';
import { AppComponent } from './app/app';
import { serverConfig } from './app/app.config.server';

/** The same application, started for one page by the web server (infra/launcher/page-thread.ts). */
const bootstrap = (context: BootstrapContext) => bootstrapApplication(AppComponent, serverConfig, context);

export default bootstrap;
