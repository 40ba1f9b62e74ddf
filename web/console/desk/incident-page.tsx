import { useState } from 'preact/hooks';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { AsOf } from '../kit/as-of.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';
import { LaneTable } from './list-rows.tsx';
import { type Row, readPages } from './worklist-pages.ts';

/** How often the cases are asked for anew while somebody looks, in ms. */
const everyMs = 30_000;
/** Pages of a hundred that are shown at most. */
const mostPages = 10;

/**
 * One incident: its cases, open and closed, with a way to answer all of them at once and to take one out that is about
 * something else.
 */
export function IncidentPage(given: DeskGiven) {
  const { desk, service, staff, id: incident = '', at, onSignedOut } = given;
  const { worklist: texts, handle } = useDeskTexts();
  const { loading } = useTexts();
  const [done, setDone] = useState('');
  const [out, setOut] = useState<readonly string[]>([]);
  const { sending, trouble: noAct, send } = useSending(onSignedOut);
  const {
    value: shown,
    trouble,
    refresh,
    at: since,
  } = usePolled({
    name: `${service.service} ${incident}`,
    ask: () => readPages((cursor) => desk.worklist(service.service, { incident, cursor }), mostPages),
    everyMs,
    onSignedOut,
  });
  const rows = (shown?.items ?? []).filter(({ caseId }) => !out.includes(caseId));
  const takeOut = async ({ caseId: code, version }: Row) => {
    const seen = { service: service.service, code, version };
    const sent = await send(() => desk.act('actOnCase', seen, { act: 'ungroup' }));
    if (sent === undefined || !('answer' in sent)) return refresh();
    // The list follows the register by a second or two.
    setOut([...out, code]);
    setDone(handle.acts.ungroup.done);
  };
  const answerable = rows.find(({ stage, urgent, reserved }) => stage !== 'closed' && !urgent && reserved !== true);
  return (
    <>
      <p class="no-print">
        <a href={at('worklist')}>{texts.backToList}</a>
      </p>
      <FocusedHeading>{texts.incidentTitle}</FocusedHeading>
      <p>{texts.incidentLead}</p>
      <DoneBox words={done} />
      <TroubleBox trouble={noAct} who="works" />
      {shown === undefined && trouble === undefined && <p>{loading}</p>}
      <TroubleBox trouble={trouble} who="sees" />
      {shown !== undefined && rows.length === 0 && <p>{texts.incidentEmpty}</p>}
      {answerable !== undefined && mayAct(staff, 'answer-to-many') && (
        <p class="no-print">
          <a class="button primary" href={at('many', `${answerable.caseId}.incident`)}>
            {texts.answerIncident}
          </a>
        </p>
      )}
      {rows.length > 0 && (
        <LaneTable
          name={texts.casesOfIncident(rows.length)}
          rows={rows}
          at={at}
          onOpen={() => undefined}
          subject={staff.officer.subject}
          rowAct={
            mayAct(staff, 'ungroup')
              ? (row) => (
                  <button
                    type="button"
                    class="button secondary"
                    disabled={sending}
                    aria-label={texts.takeOutOf(row.caseId)}
                    onClick={() => takeOut(row)}
                  >
                    {texts.takeOut}
                  </button>
                )
              : undefined
          }
        />
      )}
      <AsOf at={since} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
