/** Content-Disposition of a file to be saved: its name as RFC 5987 has it, and a plain one (ASCII) for those who do not read that. */
export function attachment(fileName: string, plainName: string): string {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plainName}"; filename*=UTF-8''${encoded}`;
}
