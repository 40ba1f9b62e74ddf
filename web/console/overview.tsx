import { bearerOf, seesCases, staffOf } from '../../shared/core/staff.ts';
import { WayToContributions } from './contributions/way-to-contributions.tsx';
import { entersContributions } from './contributions/words.ts';
import { WayToContents } from './editor/way-to-contents.tsx';
import { entersEditorsRoom } from './editor/words.ts';
import { addressOf } from './kit/addresses.ts';
import { useLanguage, useTexts } from './kit/language.ts';
import { FocusedHeading } from './kit/parts.tsx';
import { WayToDesk } from './kit/way-to-desk.tsx';
import type { KnownPosture } from './officer/ledgers.ts';
import { waits } from './officer/proposals.tsx';
import { StateStrip } from './officer/state-strip.tsx';
import { useOversightNames } from './oversight/oversight.tsx';
import { oversightOf } from './oversight/words.ts';
import type { ConsoleService } from './session/center.ts';
import type { Session } from './session/sign-in.ts';
import { WayToTracing } from './tracing/way-to-tracing.tsx';
import { entersTracing } from './tracing/words.ts';

/** One service at a glance: how it stands, what waits, and the ways to its duty and its desk. */
function ServiceCard(props: { service: ConsoleService; known: KnownPosture | undefined; claims: Session['claims'] }) {
  const { service, known, claims } = props;
  const texts = useTexts();
  const language = useLanguage();
  const waiting = known?.proposals.filter(waits).length ?? 0;
  const staff = staffOf(claims, service.service);
  const names = useOversightNames();
  // Shifts are in the menu of the desk to whoever sees it.
  const over = oversightOf(staff).filter((word) => !seesCases(staff) || word === 'holds');
  const governs = bearerOf(claims, service.service).reads;
  return (
    <li class={`card ${known?.view.posture ?? 'ordinary'}`}>
      <h2>{service.name[language]}</h2>
      {governs && (known === undefined ? <p>{texts.loading}</p> : <StateStrip service={service} view={known.view} />)}
      {waiting > 0 && <p class="waiting">{texts.toWatch(waiting)}</p>}
      <p class="card-links">
        {governs && (
          <a class="button primary" href={addressOf(service.service)}>
            {texts.open}
            <span class="visually-hidden"> {service.name[language]}</span>
          </a>
        )}
        {seesCases(staff) && <WayToDesk service={service} />}
        {entersEditorsRoom(staff) && <WayToContents service={service} />}
        {entersContributions(staff, service) && <WayToContributions service={service} />}
        {entersTracing(staff, service) && <WayToTracing service={service} />}
        {over.map((word) => (
          <a key={word} class="button secondary" href={addressOf(service.service, word)}>
            {names[word]}
            <span class="visually-hidden"> {service.name[language]}</span>
          </a>
        ))}
      </p>
    </li>
  );
}

/** The first page of whoever works for several services. */
export function Overview(props: {
  services: readonly ConsoleService[];
  known: Record<string, KnownPosture>;
  claims: Session['claims'];
}) {
  const { services, known, claims } = props;
  const texts = useTexts();
  return (
    <>
      <FocusedHeading>{texts.services}</FocusedHeading>
      <ul class="cards">
        {services.map((service) => (
          <ServiceCard key={service.service} service={service} known={known[service.service]} claims={claims} />
        ))}
      </ul>
    </>
  );
}
