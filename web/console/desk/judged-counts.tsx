import { useState } from 'preact/hooks';
import type { JudgedDanger } from '../../../shared/contracts/judged-danger.ts';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';

function Week({ week, cells, lane }: JudgedDanger['weeks'][number]) {
  const { danger, judge, languages } = useDeskTexts();
  return (
    <table class="stacked">
      <caption>
        {week}
        {lane !== undefined && `: ${judge.ofLane(lane.danger, lane.none)}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">{judge.kindOf}</th>
          <th scope="col">{judge.where}</th>
          <th scope="col">{judge.languageOf}</th>
          <th scope="col">{judge.count}</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ inLane, judged, kind, language, count }) => (
          <tr key={`${inLane} ${judged} ${kind} ${language}`}>
            <th scope="row">
              {judge.judged[judged]}: {danger.kinds[kind]}
            </th>
            <td>{inLane ? judge.inLane : judge.outside}</td>
            <td>{languages[language]}</td>
            <td>{count ?? judge.fewer}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How often danger was judged, week by week, asked for when somebody opens it. */
export function JudgedCounts({ desk, service, onSignedOut }: DeskGiven) {
  const { judge } = useDeskTexts();
  const [counts, setCounts] = useState<JudgedDanger>();
  const { trouble, send } = useSending(onSignedOut);
  const show = async () => {
    const sent = await send(() => desk.judgedDanger(service.service));
    if (sent !== undefined && 'answer' in sent) setCounts(sent.answer);
  };
  return (
    <details class="no-print" onToggle={({ currentTarget }) => currentTarget.open && void show()}>
      <summary>{judge.countsTitle}</summary>
      <p>{judge.countsLead}</p>
      <TroubleBox trouble={trouble} who="sees" />
      {counts?.weeks.length === 0 && <p>{judge.noCounts}</p>}
      {counts?.weeks.map((week) => (
        <Week key={week.week} {...week} />
      ))}
    </details>
  );
}
