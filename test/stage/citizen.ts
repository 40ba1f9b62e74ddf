import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { type ContactBody, Receipt } from '../../shared/contracts/contact.ts';

// Idle connections of this agent keep no process alive, and its paths and headers go out as they are written.
const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** One request from outside; path and headers are sent as given, `body` too. */
export type Asked = {
  method?: string;
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
};

/** What came back. */
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** Sends one request; rejects when the connection breaks or nothing comes for half a minute. */
export function ask(url: string, { method = 'GET', path, headers = {}, body }: Asked): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, method, path, headers, agent, timeout: 30_000 }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', failed);
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    sent.on('error', failed);
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path} for 30 s`)));
    sent.end(body);
  });
}

/** Posts JSON; any answer comes back. */
export function post(url: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(url, {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** A contact with words of its own, such as a citizen of that service would send. */
export function contactTo(service: string, words: string, more: Partial<ContactBody> = {}): ContactBody {
  return {
    kind: 'information',
    category: service === 'protezione-civile' ? 'earthquakes' : 'home',
    requester: 'citizen',
    name: 'Ada',
    surname: 'Bianchi',
    email: 'ada.bianchi@example.org',
    language: 'it',
    subject: 'Una domanda',
    message: words,
    privacyAccepted: true,
    ...more,
  };
}

/** The same contact with a phone number in place of the e-mail address: no mail follows it. */
export function byPhone({ email: _none, ...contact }: ContactBody): ContactBody {
  return { ...contact, phone: '+39 333 1234567' };
}

/** Sends a contact that must be accepted; its receipt, which keeps to the contract. */
export async function send(url: string, service: string, contact: ContactBody, key?: string): Promise<Receipt> {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const { status, text } = await post(url, `/v1/services/${service}/contacts`, contact, headers);
  if (status !== 202) throw new Error(`a contact was answered ${status}: ${text}`);
  return Receipt.parse(JSON.parse(text));
}

/** A form as a browser without script sees it: where it goes, what it holds, its buttons. */
export type Form = { action: string; fields: [string, string][]; buttons: string[] };

const unescaped = (text: string) =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_all, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replace(/&#(\d+);/g, (_all, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

/** The forms of a page with the values that they hold when it is shown. */
export function formsOf(page: string): Form[] {
  return [...page.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const fields: [string, string][] = [];
    for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
      const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')];
      if (name === undefined || ((type === 'radio' || type === 'checkbox') && !/\schecked\b/.test(tag))) continue;
      fields.push([name, attribute(tag, 'value') ?? '']);
    }
    for (const [all, words] of form.matchAll(/<textarea\b[^>]*>([\s\S]*?)<\/textarea>/g))
      fields.push([attribute(all, 'name') ?? '', unescaped(words ?? '').replace(/^\n/, '')]);
    for (const [select] of form.matchAll(/<select\b[^>]*>[\s\S]*?<\/select>/g)) {
      const chosen = /<option\b[^>]*\sselected[^>]*>/.exec(select)?.[0] ?? /<option\b[^>]*>/.exec(select)?.[0] ?? '';
      fields.push([attribute(select, 'name') ?? '', attribute(chosen, 'value') ?? '']);
    }
    const buttons = [...form.matchAll(/<button\b[^>]*>/g)].map(([tag]) => attribute(tag, 'value') ?? '');
    return { action: attribute(form, 'action') ?? '', fields, buttons };
  });
}

/** The one form of a page that goes to an address that `goesTo` names. */
export function formTo(page: string, goesTo: RegExp): Form {
  const found = formsOf(page).find(({ action }) => goesTo.test(action));
  if (found === undefined) throw new Error(`no form of the page goes to ${goesTo}`);
  return found;
}

/** Fills fields of a form in and presses a button of it, as a browser without script does; follows where it is led. */
export async function submit(
  url: string,
  form: Form,
  filled: Record<string, string>,
  button?: string,
): Promise<Answer> {
  if (button !== undefined && !form.buttons.includes(button)) throw new Error(`the form has no button ${button}`);
  const fields = form.fields.filter(([name]) => filled[name] === undefined);
  const pressed: [string, string][] = button === undefined ? [] : [['step', button]];
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const answer = await ask(url, {
    method: 'POST',
    path: form.action,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept },
    body: new URLSearchParams([...fields, ...Object.entries(filled), ...pressed]).toString(),
  });
  const { location, 'set-cookie': cookies = [] } = answer.headers;
  if (answer.status !== 303 || location === undefined) return answer;
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ');
  return ask(url, { path: location, headers: { accept, cookie } });
}

/** What the desk shows at an address of a case; where the reader is asked for a reason, with one. */
export async function readAtDesk(url: string, token: string | undefined): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(url, { headers });
  if (answer.status !== 403) return answer;
  return fetch(`${url}/openings`, { method: 'POST', headers, body: JSON.stringify({ reason: 'Una prova.' }) });
}
