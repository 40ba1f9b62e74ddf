import { useEffect, useState } from 'preact/hooks';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { lanesInOrder } from '../../../shared/core/cases/worklist.ts';
import { AsOf, DueText, TroubleBox, useDeskTexts, useReading, When } from '../kit/desk-parts.tsx';
import { Field, FocusedHeading } from '../kit/parts.tsx';
import type { DeskGiven } from './desk.tsx';
import { writtenNumber } from './protocol-numbers.ts';
import { type Badge, badgesOf, byLane, dueWhat, readPages } from './worklist-pages.ts';

/** How often the worklist is read anew while somebody looks, in ms. */
const everyMs = 10_000;

/** Opens a case by the code that a caller dictates. */
function FindByCode({ codePrefix, open }: { codePrefix: string; open: (code: string) => void }) {
  const { worklist: texts } = useDeskTexts();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const find = () => {
    const code = spellingOf(typed, codePrefix);
    setWrong(code === undefined);
    if (code === undefined) document.getElementById('find-code')?.focus();
    else open(code);
  };
  return (
    <form
      class="find in-line"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <Field
        id="find-code"
        label={texts.find}
        hint={texts.findHint}
        wrong={wrong ? texts.wrongCode(codePrefix) : undefined}
      >
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={80}
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit" class="button secondary">
        {texts.findButton}
      </button>
    </form>
  );
}

/** What a case asks for and is, a word each; the colour says nothing that the word does not. */
export function Badges({ badges }: { badges: readonly Badge[] }) {
  const { badges: texts, danger, languages } = useDeskTexts();
  const words = (badge: Badge): string => {
    switch (badge.what) {
      case 'danger':
        return danger.badge;
      case 'callBack':
        return texts.callBack(badge.attempts);
      case 'protocol':
        return texts.protocol(writtenNumber(badge.number));
      case 'contacts':
        return texts.contacts(badge.count);
      case 'language':
        return texts.language(languages[badge.language]);
      default:
        return texts[badge.what];
    }
  };
  return badges.length === 0 ? null : (
    <ul class="badges">
      {badges.map((badge) => (
        <li key={badge.what} class={`badge ${badge.what}`}>
          {words(badge)}
        </li>
      ))}
    </ul>
  );
}

function LaneTable({ name, items, at }: { name: string; items: readonly WorklistItem[]; at: DeskGiven['at'] }) {
  const { worklist: texts, kinds, channels, due } = useDeskTexts();
  return (
    <table class="stacked worklist">
      <caption>{name}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.due}</th>
          <th scope="col">{texts.case}</th>
          <th scope="col">{texts.toDo}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.caseId} class={item.urgent ? 'urgent' : undefined}>
            <td>
              {item.dueAt === undefined ? (
                <span class="due">{due.none}</span>
              ) : (
                <DueText what={dueWhat(item)} at={item.dueAt} />
              )}
            </td>
            <th scope="row">
              <a href={at('case', item.caseId)} class="case-code">
                {item.caseId}
              </a>
              <div>
                {kinds[item.kind]}, {channels[item.channel]}
              </div>
              <div class="hint">
                {texts.received} <When at={item.receivedAt} />
              </div>
            </th>
            <td>
              <Badges badges={badgesOf(item)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is open, urgent first and then by due time, read again and again while somebody looks. */
export function WorklistPage({ desk, service, language, lane, at, go, onSignedOut }: DeskGiven & { lane?: string }) {
  const texts = useDeskTexts();
  const { worklist, danger } = texts;
  const [pages, setPages] = useState(1);
  const read = (cursor: string | undefined) => desk.worklist(service.service, { lane, cursor });
  const reading = useReading(`${service.service} ${lane ?? ''}`, () => readPages(read, pages), everyMs, onSignedOut);
  const { value: shown, trouble, refresh } = reading;
  useEffect(() => {
    if (pages > 1) refresh();
  }, [pages]);
  const nameOf = (lane: string) => service.lanes.find((known) => known.lane === lane)?.name[language] ?? lane;
  const lanes = [undefined, ...lanesInOrder(service.lanes)];
  const groups = shown === undefined ? new Map<string, WorklistItem[]>() : byLane(shown.items);
  const numbers = service.emergencyNumbers.map(({ number }) => number);
  return (
    <>
      <FocusedHeading>{worklist.title}</FocusedHeading>
      <FindByCode codePrefix={service.codePrefix} open={(code) => go(at('case', code))} />
      <nav aria-label={worklist.lanes} class="lanes">
        <ul>
          {lanes.map((one) => (
            <li key={one ?? ''}>
              <a href={at('worklist', one)} aria-current={one === lane ? 'page' : undefined}>
                {one === undefined ? worklist.allLanes : nameOf(one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {shown === undefined && trouble === undefined && <p>{texts.loading}</p>}
      {shown === undefined && <TroubleBox trouble={trouble} who="sees" />}
      {shown?.items.some(({ urgent }) => urgent) && <p class="callout danger">{danger.list(numbers)}</p>}
      {[...groups].map(([key, items]) => (
        <LaneTable key={key} name={nameOf(key)} items={items} at={at} />
      ))}
      {shown?.items.length === 0 && <p>{lane === undefined ? worklist.none : worklist.noneInLane}</p>}
      {shown !== undefined && (
        <p role="status" class="hint">
          {worklist.shown(shown.items.length)}
        </p>
      )}
      {shown?.more && (
        <p>
          <button type="button" class="button secondary" onClick={() => setPages(pages + 1)}>
            {worklist.more}
          </button>
        </p>
      )}
      <AsOf reading={reading} />
    </>
  );
}
