import { Fragment } from 'preact';
import { useRef } from 'preact/hooks';
import { present } from '../../shared/core/present.ts';
import type { Bearer } from '../../shared/core/staff.ts';
import { WayToContents } from './editor/way-to-contents.tsx';
import { WayToEvents } from './event/event-room.tsx';
import { addressOf, allServices, type Route } from './kit/addresses.ts';
import { useLanguage, useTexts } from './kit/language.ts';
import { FocusedHeading } from './kit/parts.tsx';
import { typedWords } from './kit/typed.ts';
import { WayToDesk } from './kit/way-to-desk.tsx';
import type { DutyGiven } from './officer/given.ts';
import type { KnownPosture } from './officer/ledgers.ts';
import { ServiceView } from './officer/service-view.tsx';
import { dutyRoute } from './routes.ts';
import type { Api } from './session/api.ts';
import type { ConsoleService } from './session/center.ts';
import { draftsOf } from './session/kept-drafts.ts';
import { WayToTracing } from './tracing/way-to-tracing.tsx';

/** The duty of one service: the page that the address names, or everything about the service. */
export function Duty(props: {
  api: Api;
  service: ConsoleService;
  known: KnownPosture;
  bearer: Bearer;
  route: Route;
  several: boolean;
  refresh: () => Promise<unknown>;
  go: (hash: string, done?: string) => void;
  onSignedOut: () => void;
}) {
  const { api, service, known, bearer, route, several, refresh, go, onSignedOut } = props;
  const texts = useTexts();
  const language = useLanguage();
  const { view, proposals, notes } = known;
  const { word, id } = route;
  const drafts = draftsOf(bearer.officer.subject, sessionStorage);
  const back = addressOf(service.service);
  const typed = typedWords(drafts, `duty.${service.service}.${word ?? ''}.${id ?? ''}`);
  const given: DutyGiven = {
    api,
    service,
    view,
    proposals,
    notes,
    by: bearer.officer,
    declares: bearer.declares,
    roster: view.roster ?? [],
    drafts,
    typed,
    id,
    at: (to, which) => addressOf(service.service, to, which),
    refresh,
    onDone: (done) => go(back, done),
    onCancel: () => {
      typed.drop();
      go(back);
    },
    onSignedOut,
  };
  // A declaration that ends while its form is open stays there, with what was typed, to be told of.
  const opened = useRef<DutyGiven['view']['declarations'][number]>(undefined);
  opened.current = view.declarations.find(({ declaration }) => declaration === id) ?? opened.current;
  const declaration = opened.current?.declaration === id ? opened.current : undefined;
  const named = present({ id, declaration, proposal: proposals.find((proposal) => proposal.id === id) });
  const page = dutyRoute(word);
  const shown = page !== undefined && bearer[page.sees] ? page.page(given, named) : undefined;
  if (shown !== undefined) return <Fragment key={`${word}/${id ?? ''}`}>{shown}</Fragment>;
  return (
    <Fragment key="">
      {several && (
        <p class="no-print">
          <a href={allServices}>{texts.allServices}</a>
        </p>
      )}
      <FocusedHeading>{service.name[language]}</FocusedHeading>
      <p class="no-print">
        <WayToDesk service={service} />
        <WayToContents service={service} />
        <WayToEvents service={service} />
        {service.tracing && <WayToTracing service={service} />}
      </p>
      <ServiceView {...given} />
    </Fragment>
  );
}
