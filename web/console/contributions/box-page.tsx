import { useState } from 'preact/hooks';
import {
  type ContributionState,
  contributionBoxes,
  type GivenContributions,
} from '../../../shared/contracts/contribution.ts';
import { contributionsIn } from '../../../shared/texts/contributions/contributions.ts';
import { contributionRoomIn } from '../../../shared/texts/contributions/room/room.ts';
import { AsOf } from '../kit/as-of.tsx';
import { dueIn } from '../kit/due.ts';
import { Select } from '../kit/fields.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage, useTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useNow, useWhen } from '../kit/times.tsx';
import type { ModeratorGiven } from './given.ts';

type Row = GivenContributions['contributions'][number];

/** By when one is decided, and how long that is; what is late says so in words. */
function DecidedBy({ at }: { at: string | undefined }) {
  const texts = contributionRoomIn[useLanguage()];
  const { due } = useDeskTexts();
  const when = useWhen();
  const now = useNow(15_000);
  if (at === undefined) return null;
  const left = dueIn(at, now);
  return (
    <span class={left.late ? 'due late' : 'due'}>
      {texts.decideBy(when(at))}:{' '}
      {left.late ? <strong>{texts.late(due.span(left))}</strong> : texts.left(due.span(left))}
    </span>
  );
}

function BoxRow({ row, at }: { row: Row; at: ModeratorGiven['at'] }) {
  const language = useLanguage();
  const texts = contributionRoomIn[language];
  const words = contributionsIn[language];
  return (
    <tr>
      <th scope="row">
        <a href={at(row.id)} lang={row.language}>
          {row.title === '' ? texts.untold : row.title}
        </a>
        {row.danger !== undefined && (
          <p>
            <strong class="danger-word">{texts.danger}</strong>
          </p>
        )}
      </th>
      <td>
        {words.kinds[row.kind]}
        {row.outcome !== undefined && <p class="hint">{words.outcomes[row.outcome]}</p>}
      </td>
      <td>
        <DecidedBy at={row.decidedBy} />
      </td>
      <td>{row.mayBePublished ? texts.mayYes : texts.mayNo}</td>
    </tr>
  );
}

/** One box of stories and ideas, the longest waiting first, with how many wait and how many too long. */
export function BoxPage({ contributions, service, at, onSignedOut }: ModeratorGiven) {
  const texts = contributionRoomIn[useLanguage()];
  const { loading } = useTexts();
  const [box, setBox] = useState<ContributionState>('waiting');
  const polled = usePolled({
    name: `${service.service} ${box}`,
    ask: () => contributions.box(service.service, box),
    everyMs: 30_000,
    onSignedOut,
  });
  const { value, trouble, refresh } = polled;
  const rows = value?.box === box ? value.contributions : undefined;
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      <Select
        id="contribution-box"
        label={texts.box}
        value={box}
        options={contributionBoxes.map((one) => [one, texts.boxes[one]] as const)}
        onValue={setBox}
      />
      {value === undefined && trouble === undefined && <p>{loading}</p>}
      {value === undefined && <TroubleBox trouble={trouble} who="sees" />}
      {value !== undefined && (
        <p role="status">
          {texts.counts(value.waiting, value.overdue)}
          {rows?.length === 0 ? `. ${texts.none}` : ''}
        </p>
      )}
      {rows !== undefined && rows.length > 0 && (
        <div class="table-scroll">
          <table class="contents">
            <thead>
              <tr>
                <th scope="col">{texts.columns.title}</th>
                <th scope="col">{texts.columns.kind}</th>
                <th scope="col">{texts.columns.decidedBy}</th>
                <th scope="col">{texts.columns.may}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <BoxRow key={row.id} row={row} at={at} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <AsOf at={polled.at} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
