export class System {
  constructor(options: { dataDir: string; step?: unknown; useServers?: boolean });
  runCommand(app: string, name: string, args?: string[]): Promise<string>;
  seed(options?: { demoNeeded?: boolean }): Promise<void>;
}
