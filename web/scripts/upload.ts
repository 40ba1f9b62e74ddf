type Upload = { attachmentId: string; url: string; fields: Record<string, string> };

/** Times that a file is sent before its citizen is asked what to do. */
const attempts = 3;

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Uploads a file to the place that a service gives for it, and gives its id; tells how much has left, 0 to 1. What
 * breaks on the way is tried three times. Throws an Error where the file is refused or does not get through, and where
 * `signal` stops it.
 */
export async function upload(
  address: string,
  file: File,
  {
    progress = () => undefined,
    signal = new AbortController().signal,
  }: { progress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(address, file, progress, signal);
    } catch (failure) {
      if (signal.aborted || failure instanceof RefusedFile || attempt === attempts) throw failure;
      await pause(attempt * 1000 + Math.random() * 1000);
    }
  }
}

/** A file that another try would not make welcome. */
class RefusedFile extends Error {}

async function once(
  address: string,
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const asked = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ fileName: file.name, contentType: file.type, bytes: file.size }),
    signal,
  });
  if (!asked.ok) throw failureOf(asked.status);
  const { attachmentId, url, fields } = (await asked.json()) as Upload;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  await send(url, form, progress, signal);
  return attachmentId;
}

const failureOf = (status: number) =>
  status >= 400 && status < 500 && status !== 429 && status !== 408
    ? new RefusedFile(`the file was refused: ${status}`)
    : new Error(`the file did not get through: ${status}`);

/** fetch does not tell how much of a body has left. */
function send(url: string, form: FormData, progress: (share: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => (request.status < 300 ? done() : failed(failureOf(request.status))));
    request.addEventListener('error', () => failed(new Error('the file did not get through')));
    request.addEventListener('abort', () => failed(new Error('the file was stopped')));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
