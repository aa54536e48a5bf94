export function inlineScriptHashes(html: string): string[];
export function pageTemplate(html: string): (nonce: string) => string;
export function readIndex(root: string): { render: (nonce: string) => string; scriptHashes: string[] };
export function securityHeaders(index: { scriptHashes: string[] }): object;
