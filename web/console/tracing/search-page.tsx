import { useEffect, useState } from 'preact/hooks';
import type { Traced, TracingAct } from '../../../shared/contracts/tracing.ts';
import { mayCall } from '../../../shared/core/cases/safe-contact.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { toldOfPerson } from '../../../shared/core/tracing/tracing.ts';
import { tracingRoomIn } from '../../../shared/texts/tracing/room/room.ts';
import { useLanguage, useTexts } from '../kit/language.ts';
import { DoneBox, Facts, FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import type { TracingGiven } from './given.ts';
import { SearchActs } from './search-acts.tsx';
import { TracingProblem } from './tracing-problem.tsx';

/** All that was told, and how whoever looks is reached. */
function SearchFacts({ one, service }: { one: Traced; service: string }) {
  const texts = tracingRoomIn[useLanguage()];
  const { facts } = texts;
  const { request, danger, phone, email } = one;
  return (
    <>
      {danger !== undefined && (
        <p class="notice alert">
          <strong>{texts.danger}.</strong>{' '}
          {request !== undefined && (
            <>
              {texts.request} <a href={`#/${service}/case/${encodeURIComponent(request)}`}>{request}</a>
            </>
          )}
        </p>
      )}
      {!mayCall([one.safeContact]) && <p class="notice">{texts.noCalls}</p>}
      <Facts
        rows={[
          ...toldOfPerson.map((fact) => [facts[fact], one[fact]] as const),
          [facts.phone, phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>],
          [facts.email, email],
          [facts.code, one.code],
          [facts.language, one.language.toUpperCase()],
          [facts.receivedAt, <When key="received" at={one.receivedAt} />],
          [facts.handedOverAt, one.handedOverAt && <When key="handed" at={one.handedOverAt} />],
          [texts.columns.state, one.toCall ? `${texts.states[one.state]}, ${texts.toCall}` : texts.states[one.state]],
          ['', one.gaveNews && <strong>{texts.gaveNews}</strong>],
        ]}
      />
    </>
  );
}

function Others({ one, at }: { one: Traced; at: TracingGiven['at'] }) {
  const texts = tracingRoomIn[useLanguage()];
  return (
    <>
      {one.same.length > 0 && (
        <section aria-labelledby="tracing-same">
          <h2 id="tracing-same">{texts.same}</h2>
          <ul>
            {one.same.map(({ id, soughtName, code }) => (
              <li key={id}>
                <a href={at(id)}>{soughtName}</a> {code}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="tracing-history">
        <h2 id="tracing-history">{texts.history}</h2>
        <ol>
          {one.history.map((happened) => (
            <li key={`${happened.at} ${happened.what}`}>
              {texts.happened[happened.what]}
              {happened.by === undefined ? '' : ` (${happened.by})`}
              {happened.to === undefined ? '' : ` → ${happened.to}`}, <When at={happened.at} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

/** One search: all that was told, and what staff do with it. */
export function SearchPage(given: TracingGiven & { id: string }) {
  const { tracing, service, staff, at, id, onSignedOut } = given;
  const texts = tracingRoomIn[useLanguage()];
  const { loading } = useTexts();
  const [one, setOne] = useState<Traced>();
  const [done, setDone] = useState('');
  const { sending, trouble, send } = useSending(onSignedOut);
  const load = async () => {
    const sent = await send(() => tracing.search(service.service, id));
    if (sent !== undefined && 'answer' in sent) setOne(sent.answer);
  };
  useEffect(() => void load(), [id]);
  const act = async (asked: TracingAct) => {
    if (one === undefined) return;
    setDone('');
    const sent = await send(() => tracing.actOn(service.service, id, one.version, asked));
    if (sent === undefined) return;
    if ('answer' in sent) {
      setOne(sent.answer);
      setDone(texts.done);
    } else if (sent.trouble.what === 'changed') {
      const now = await tracing.search(service.service, id).catch(() => undefined);
      if (now !== undefined) setOne(now);
    }
  };
  return (
    <>
      <FocusedHeading key={one === undefined ? 'loading' : 'known'}>{one?.soughtName ?? texts.title}</FocusedHeading>
      <p class="no-print">
        <a href={at()}>{texts.back}</a>
      </p>
      <DoneBox words={done} />
      <TracingProblem trouble={trouble} />
      {one === undefined && trouble === undefined && <p>{loading}</p>}
      {one !== undefined && (
        <>
          <SearchFacts one={one} service={service.service} />
          {mayAct(staff, 'act-on-tracing') && (
            <SearchActs key={one.version} {...given} one={one} sending={sending} onAct={act} />
          )}
          <Others one={one} at={at} />
        </>
      )}
    </>
  );
}
