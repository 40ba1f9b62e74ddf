import type { ContentDraftAct, ContentDraftView } from '../../../shared/contracts/content/content-draft.ts';
import type { ContentAct } from '../../../shared/contracts/content/entry.ts';
import type { ContentsView, ContentView } from '../../../shared/contracts/content/view.ts';
import { asking, type Call } from '../session/api.ts';

/** What the editors' screens ask of the center. */
export type EditorApi = ReturnType<typeof editorApi>;

const partsOf = (content: string) => {
  const [kind = '', id = ''] = content.split('/');
  return { kind, id };
};

/** The calls of editors. Throws Refused. */
export function editorApi(call: Call) {
  const { get, post } = asking(call);
  return {
    contents: (service: string) => get<ContentsView>('listContents', { service }),
    content: (service: string, content: string) => get<ContentView>('showContent', { service, ...partsOf(content) }),
    /** Opens, keeps or drops the own draft of a content in one language. */
    draft: (service: string, content: string, act: ContentDraftAct) =>
      post<ContentDraftView>('actOnContent', { service, ...partsOf(content) }, act),
    /** One act on the version that was seen, 0 for a content that is not there yet. */
    act: (service: string, content: string, version: number, act: ContentAct) =>
      post<ContentView>('actOnContent', { service, ...partsOf(content) }, act, { 'If-Match': `"${version}"` }),
  };
}
