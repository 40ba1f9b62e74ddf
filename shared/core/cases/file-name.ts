/**
 * The name under which a document is downloaded: the case and a number, so that no address tells what somebody called
 * it.
 */
export function fileNameOf(code: string, number: number, contentType = ''): string {
  const [, subtype = ''] = contentType.split(';')[0]?.trim().toLowerCase().split('/') ?? [];
  return `${code}-${number}.${/^[a-z0-9]{2,5}$/.test(subtype) ? subtype : 'bin'}`;
}
