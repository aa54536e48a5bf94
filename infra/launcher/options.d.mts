export const START_HELP: string;
export const SERVICES: Record<string, { label: string; port: number; flag: string; variable: string }>;
export function startOptions(
  argv: string[],
  env?: Record<string, string | undefined>,
): { reset: boolean; help: boolean; dataDir: string; host: string; ports: Record<string, number> };
