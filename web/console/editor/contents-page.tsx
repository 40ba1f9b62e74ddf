import { useState } from 'preact/hooks';
import { type ContentKind, contentKinds } from '../../../shared/contracts/content/entry.ts';
import type { ContentLine } from '../../../shared/contracts/content/view.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { AsOf } from '../kit/as-of.tsx';
import { Line, Select } from '../kit/fields.tsx';
import { FindForm, focusOn } from '../kit/form.tsx';
import { useLanguage, useTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useEditorTexts } from './editor-texts.ts';
import { EditorTroubleBox } from './editor-trouble.tsx';
import type { EditorGiven } from './given.ts';
import { ReadersSay } from './readers-say.tsx';

const filters = ['due', 'all', 'hardest'] as const;
type Filter = (typeof filters)[number];

const titleOf = ({ languages: each, id }: ContentLine, language: 'it' | 'en' | 'de'): string =>
  each[language]?.title || each.it?.title || id;

/** The lines that a filter shows, by what was typed; the hardest to read first where they are asked for. */
export function linesShown(lines: readonly ContentLine[], filter: Filter, typed: string): ContentLine[] {
  const words = typed.trim().toLowerCase();
  const named = lines.filter(
    (line) =>
      words === '' ||
      line.id.includes(words) ||
      languages.some((language) => line.languages[language]?.title.toLowerCase().includes(words)),
  );
  if (filter === 'due' && words === '') return named.filter(({ due }) => due !== undefined);
  if (filter !== 'hardest') return named;
  return named
    .filter(({ readability }) => readability !== undefined)
    .sort((one, other) => (one.readability ?? 100) - (other.readability ?? 100));
}

function States({ line }: { line: ContentLine }) {
  const { states, waiting } = useEditorTexts();
  return (
    <ul class="plain">
      {languages.flatMap((language) => {
        const told = line.languages[language];
        if (told === undefined) return [];
        const waits = told.waiting && told.state !== told.waiting.state ? ` (${waiting[told.waiting.state]})` : '';
        return [
          <li key={language}>
            {language.toUpperCase()}: {states[told.state]}
            {waits}
          </li>,
        ];
      })}
    </ul>
  );
}

/** Begins a page that is not there yet, under the name that it will have in its address. */
function NewPage({ at, go }: Pick<EditorGiven, 'at' | 'go'>) {
  const texts = useEditorTexts();
  const [slug, setSlug] = useState('');
  const [kind, setKind] = useState<ContentKind>('article');
  const [wrong, setWrong] = useState(false);
  const open = () => {
    const isSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug);
    setWrong(!isSlug);
    if (isSlug) go(at(`${kind}/${slug}`));
    else focusOn('new-slug');
  };
  return (
    <details>
      <summary>{texts.newArticle}</summary>
      <FindForm button={texts.open} onFind={open}>
        <Select
          id="new-kind"
          label={texts.newKind}
          value={kind}
          options={contentKinds.map((one) => [one, texts.kinds[one]] as const)}
          onValue={setKind}
        />
        <Line
          id="new-slug"
          label={texts.slug}
          hint={texts.slugHint}
          wrong={wrong ? texts.slugWrong : undefined}
          maxLength={60}
          value={slug}
          onValue={setSlug}
        />
      </FindForm>
    </details>
  );
}

/** Every content of a service with its states: what waits for somebody first. */
export function ContentsPage(given: EditorGiven) {
  const { editor, service, at, go, onSignedOut } = given;
  const texts = useEditorTexts();
  const { loading } = useTexts();
  const language = useLanguage();
  const [filter, setFilter] = useState<Filter>('due');
  const [typed, setTyped] = useState('');
  const polled = usePolled({
    name: service.service,
    ask: () => editor.contents(service.service),
    everyMs: 30_000,
    onSignedOut,
  });
  const { value, trouble, refresh } = polled;
  const lines = linesShown(value?.contents ?? [], filter, typed);
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      {value?.oneSuffices && <p class="notice alert">{texts.oneSuffices}</p>}
      <NewPage at={at} go={go} />
      <ReadersSay readers={value?.readers} at={at} />
      <Line id="content-search" label={texts.search} maxLength={100} value={typed} onValue={setTyped} />
      <Select
        id="content-filter"
        label={texts.show}
        value={filter}
        options={filters.map((one) => [one, texts.filters[one]] as const)}
        onValue={setFilter}
      />
      {value === undefined && trouble === undefined && <p>{loading}</p>}
      {value === undefined && trouble !== undefined && (
        <EditorTroubleBox trouble={{ what: trouble.what, refused: trouble.refused, lines: [] }} />
      )}
      {value !== undefined && (
        <p role="status">
          {lines.length === 0 ? (filter === 'due' ? texts.nothingDue : texts.none) : texts.count(lines.length)}
        </p>
      )}
      {lines.length > 0 && (
        <div class="table-scroll">
          <table class="contents">
            <thead>
              <tr>
                <th scope="col">{texts.columns.title}</th>
                <th scope="col">{texts.columns.states}</th>
                <th scope="col">{texts.columns.due}</th>
                <th scope="col">{texts.columns.readability}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.content}>
                  <th scope="row">
                    <a href={at(line.content)}>{titleOf(line, language)}</a>
                    <p class="hint">{texts.kinds[line.kind]}</p>
                  </th>
                  <td>
                    <States line={line} />
                  </td>
                  <td>{line.due === undefined ? '' : texts.due[line.due]}</td>
                  <td>{line.readability ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <AsOf at={polled.at} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
