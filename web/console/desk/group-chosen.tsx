import { useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';
import type { Choosing } from './list-rows.tsx';
import type { Row } from './worklist-pages.ts';

/** Grouping from the list: whether somebody chooses, what they chose, and what became of it. */
export type Grouping = ReturnType<typeof useGrouping>;

/**
 * The cases that somebody chooses on the list to be one incident. One that is of an incident already gives it to the
 * others; each is grouped on the version that was seen, and one that cannot be is named and left out.
 */
export function useGrouping(given: DeskGiven, rows: readonly Row[]) {
  const { desk, service, staff, at, go, onSignedOut } = given;
  const { worklist: texts } = useDeskTexts();
  const mayGroup = mayAct(staff, 'group');
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const [left, setLeft] = useState<readonly string[]>([]);
  const { sending, trouble, send } = useSending(onSignedOut);
  const start = () => setChosen(chosen === undefined ? new Set() : undefined);
  const onChoose = (row: Row, isChosen: boolean) => {
    const others = [...(chosen ?? [])].filter((code) => code !== row.caseId);
    setChosen(new Set(isChosen ? [...others, row.caseId] : others));
  };
  const group = async () => {
    const picked = rows.filter(({ caseId }) => chosen?.has(caseId));
    let incident = picked.find((row) => row.incident !== undefined)?.incident;
    const refused: string[] = [];
    for (const { caseId: code, version, incident: own } of picked) {
      if (own !== undefined && own === incident) continue;
      const seen: Pick<DeskCase, 'service' | 'code' | 'version'> = { service: service.service, code, version };
      const body = { act: 'group' as const, ...(incident !== undefined && { incident }) };
      const sent = await send(() => desk.act('actOnCase', seen, body));
      if (sent !== undefined && 'answer' in sent) incident = sent.answer.desk.incident ?? incident;
      else refused.push(code);
    }
    setLeft(refused);
    if (refused.length > 0 || incident === undefined) return;
    setChosen(undefined);
    go(at('incident', incident), texts.grouped(picked.length));
  };
  const choosing: Choosing | undefined = chosen === undefined ? undefined : { chosen, onChoose };
  return { mayGroup, chosen, choosing, left, sending, trouble, start, group };
}

/** The way to choose several rows, and to make one incident of them. */
export function GroupChosen({ grouping }: { grouping: Grouping }) {
  const { mayGroup, chosen, left, sending, trouble, start, group } = grouping;
  const { worklist: texts } = useDeskTexts();
  if (!mayGroup) return null;
  const count = chosen?.size ?? 0;
  return (
    <div class="group-chosen no-print">
      <button type="button" class="button secondary" aria-pressed={chosen !== undefined} onClick={start}>
        {texts.chooseMany}
      </button>{' '}
      {chosen !== undefined && (
        <button type="button" class="button primary" disabled={sending || count < 2} onClick={group}>
          {texts.group(count)}
        </button>
      )}
      {chosen !== undefined && <p class="hint">{texts.groupHint}</p>}
      {left.length > 0 && <p role="alert">{texts.notGrouped(left.join(', '))}</p>}
      <TroubleBox trouble={trouble} who="works" />
    </div>
  );
}
