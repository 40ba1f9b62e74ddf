import { useState } from 'preact/hooks';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { lanesInOrder } from '../../../shared/core/cases/worklist.ts';
import { AsOf } from '../kit/as-of.tsx';
import { Line } from '../kit/fields.tsx';
import { FindForm, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { usePolledPages } from '../kit/pages.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { DueText, When } from '../kit/times.tsx';
import { Badges } from './badges.tsx';
import type { DeskGiven } from './given.ts';
import { JudgedCounts } from './judged-counts.tsx';
import { badgesOf, byLane, dueWhat, readPages } from './worklist-pages.ts';

/** How often the worklist is asked for anew while somebody looks, in ms. */
const everyMs = 10_000;

/** Opens a case by the code that a caller dictates. */
function FindByCode({ codePrefix, open }: { codePrefix: string; open: (code: string) => void }) {
  const { worklist: texts } = useDeskTexts();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const find = () => {
    const code = spellingOf(typed, codePrefix);
    setWrong(code === undefined);
    if (code === undefined) focusOn('find-code');
    else open(code);
  };
  return (
    <FindForm inLine button={texts.findButton} onFind={find}>
      <Line
        id="find-code"
        label={texts.find}
        hint={texts.findHint}
        wrong={wrong ? texts.wrongCode(codePrefix) : undefined}
        capitals
        maxLength={80}
        value={typed}
        onValue={setTyped}
      />
    </FindForm>
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

/**
 * Where the desk begins, and from where a case is opened: what is open, urgent first and then by due time, asked for
 * again and again while somebody looks.
 */
export function WorklistPage(given: DeskGiven) {
  const { desk, service, language, id: lane, at, go, onSignedOut } = given;
  const { loading } = useTexts();
  const { worklist, danger } = useDeskTexts();
  const {
    value: shown,
    at: since,
    trouble,
    refresh,
    showMore,
  } = usePolledPages({
    name: `${service.service} ${lane ?? ''}`,
    ask: (pages) => readPages((cursor) => desk.worklist(service.service, { lane, cursor }), pages),
    everyMs,
    onSignedOut,
  });
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
      {shown === undefined && trouble === undefined && <p>{loading}</p>}
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
          <button type="button" class="button secondary" onClick={showMore}>
            {worklist.more}
          </button>
        </p>
      )}
      <JudgedCounts {...given} />
      <AsOf at={since} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
