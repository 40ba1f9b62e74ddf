import { useState } from 'preact/hooks';
import type { ContentEvent } from '../../../shared/contracts/content/entry.ts';
import { Select } from '../kit/fields.tsx';
import { When } from '../kit/times.tsx';
import { useEditorTexts } from './editor-texts.ts';
import { type Difference, differences } from './typed-document.ts';

/** A version that was written: its number is the place of its entry. */
export type WrittenVersion = Extract<ContentEvent, { type: 'Written' }> & { version: number };

/** The versions of a content, the newest first. */
export const versionsOf = (events: readonly ContentEvent[]): WrittenVersion[] =>
  events.flatMap((event, at) => (event.type === 'Written' ? [{ ...event, version: at + 1 }] : [])).reverse();

/** What a version changed against an earlier one of its language, member by member. */
export function VersionCompare({ versions, newest }: { versions: readonly WrittenVersion[]; newest: WrittenVersion }) {
  const texts = useEditorTexts();
  const earlier = versions.filter(({ language, version }) => language === newest.language && version < newest.version);
  const [chosen, setChosen] = useState(earlier[0]?.version);
  const before = earlier.find(({ version }) => version === chosen) ?? earlier[0];
  if (before === undefined) return null;
  const found = differences(before.document, newest.document);
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{texts.compare}</h2>
      <Select
        id="compare-with"
        label={texts.compareWith}
        value={String(before.version)}
        options={earlier.map(({ version }) => [String(version), texts.version(version)] as const)}
        onValue={(version) => setChosen(Number(version))}
      />
      {found.length === 0 && <p>{texts.same}</p>}
      <DifferencesShown found={found} />
    </section>
  );
}

/** The field in whose words a member is known: `questions.2.when` is a `when`. */
function useLabel(): (member: string) => string | undefined {
  const fields: Record<string, string> = useEditorTexts().fields;
  return (member) => {
    const named = member.split('.').findLast((step) => Object.hasOwn(fields, step));
    return named === undefined ? undefined : fields[named];
  };
}

/** What differs between two documents, member by member: what was, and what is. */
export function DifferencesShown({ found }: { found: readonly Difference[] }) {
  const texts = useEditorTexts();
  const label = useLabel();
  return (
    <>
      {found.map(({ member, before: was, after }) => (
        <div key={member} class="difference">
          <h3>
            {label(member)} <code>{member}</code>
          </h3>
          <dl class="summary">
            <div>
              <dt>{texts.before}</dt>
              <dd>
                <del>{was}</del>
              </dd>
            </div>
            <div>
              <dt>{texts.after}</dt>
              <dd>
                <ins>{after}</ins>
              </dd>
            </div>
          </dl>
        </div>
      ))}
    </>
  );
}

/** One thing that was done to a content, by whom and when, in a line. */
export function EventLine({ event, at }: { event: ContentEvent; at: number }) {
  const texts = useEditorTexts();
  return (
    <>
      {texts.events[event.type]} {event.type === 'Written' ? at : 'version' in event ? event.version : ''} ·{' '}
      {event.by.name} · <When at={event.at} />
    </>
  );
}

/** Everything that was done to a content, the latest first. */
export function ContentHistory({ events }: { events: readonly ContentEvent[] }) {
  const texts = useEditorTexts();
  const told = events.map((event, at) => ({ event, at: at + 1 })).reverse();
  return (
    <section aria-labelledby="history">
      <h2 id="history">{texts.history}</h2>
      <ol class="plain" reversed>
        {told.map(({ event, at }) => (
          <li key={at}>
            <EventLine event={event} at={at} />
            {event.type === 'Written' && <p class="hint">{event.change}</p>}
            {event.type === 'Withdrawn' && <p class="hint">{event.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
