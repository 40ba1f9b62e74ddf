import type { Stage } from '../../local/stage-interface.ts';
import type { ContentAct, ContentDocument } from '../../shared/contracts/content/entry.ts';
import { ContentView } from '../../shared/contracts/content/view.ts';

/** One act on a content of a stage, by somebody of its staff, on the version that is there. */
export async function actOnContent(stage: Stage, path: string, by: string, act: ContentAct): Promise<ContentView> {
  const headers = { authorization: `Bearer ${await stage.token(by)}`, 'content-type': 'application/json' };
  const address = `${stage.url}/v1/desk/${path}`;
  const seen = await fetch(address, { headers });
  const version = seen.ok ? ContentView.parse(await seen.json()).version : 0;
  const init = { method: 'POST', headers: { ...headers, 'if-match': `"${version}"` }, body: JSON.stringify(act) };
  const answer = await fetch(address, init);
  if (answer.status !== 201) throw new Error(`${act.act} ${path}: ${answer.status} ${await answer.text()}`);
  return ContentView.parse(await answer.json());
}

/** An administration of a service as an editor writes it, for a place that no other one answers. */
export const administrationOf = (service: string, id: string, own: Record<string, unknown>): ContentDocument => ({
  kind: 'administration',
  id,
  service,
  theme: String((own['themes'] as string[] | undefined)?.[0] ?? 'assistenza'),
  sources: [{ name: 'Indice dei domicili digitali', url: 'https://indicepa.gov.it/', consultedOn: '2026-11-29' }],
  checkedOn: '2026-11-29',
  reviewBy: '2099-05-29',
  owner: 'redazione',
  checkWithAdministration: true,
  ...own,
});

/** Publishes a content as a center does: an editor writes it, a supervisor reviews and publishes. */
export async function publish(stage: Stage, service: string, content: string, document: ContentDocument) {
  const path = `${service}/contents/${content}`;
  const write = { act: 'write', language: 'it', document, change: 'Prima versione' } as const;
  const { version } = await actOnContent(stage, path, 'gaia.moretti', write);
  await actOnContent(stage, path, 'bruno.neri', { act: 'review', version });
  return actOnContent(stage, path, 'bruno.neri', { act: 'publish', version });
}
