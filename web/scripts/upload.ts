type Upload = { attachmentId: string; url: string; fields: Record<string, string> };

/** Uploads a file to the place that a service gives for it, and gives its id; throws an Error where it is refused. */
export async function upload(address: string, file: File): Promise<string> {
  const asked = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ fileName: file.name, contentType: file.type, bytes: file.size }),
  });
  if (!asked.ok) throw new Error(`no place for the file: ${asked.status}`);
  const { attachmentId, url, fields } = (await asked.json()) as Upload;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  const sent = await fetch(url, { method: 'POST', body: form });
  if (!sent.ok) throw new Error(`the file was refused: ${sent.status}`);
  return attachmentId;
}
