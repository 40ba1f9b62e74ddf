import { useEffect, useState } from 'preact/hooks';
import type { HeldBox, HeldMail, HeldMailDecision, HeldMailsView } from '../../../shared/contracts/held-mail.ts';
import {
  AsOf,
  DangerAdvice,
  Facts,
  TroubleBox,
  useDeskTexts,
  useReading,
  useSending,
  When,
} from '../kit/desk-parts.tsx';
import { Field, FocusedHeading } from '../kit/parts.tsx';
import type { DeskGiven } from './desk.tsx';
import { urgentFirst } from './worklist-pages.ts';

/** How often the held mails are read anew while somebody looks, in ms. */
const everyMs = 30_000;

const boxes = ['held', 'recorded', 'decided'] as const satisfies HeldBox[];

/** The box that a word of the address names; those to decide on unless it names another. */
export const heldBoxOf = (word: string | undefined): HeldBox => boxes.find((box) => box === word) ?? 'held';

/** Decides on one mail, with the reason that stays on record. */
function DecisionForm(
  props: DeskGiven & {
    mail: HeldMail;
    decision: HeldMailDecision['decision'];
    onDone: (decision: HeldMailDecision['decision']) => void;
    onCancel: () => void;
  },
) {
  const { desk, service, onSignedOut, mail, decision, onDone, onCancel } = props;
  const texts = useDeskTexts();
  const { heldMails } = texts;
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const id = `reason-${mail.mail}`;
  useEffect(() => document.getElementById(id)?.focus(), []);
  const decide = async () => {
    const missing = reason.trim().length < 3;
    setWrong(missing);
    if (missing) return document.getElementById(id)?.focus();
    const outcome = await send(() => desk.decideMail(service.service, mail.mail, { decision, reason: reason.trim() }));
    if (outcome !== undefined && 'answer' in outcome) onDone(decision);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        decide();
      }}
    >
      <p>{heldMails.means[decision]}</p>
      {decision === 'release' && mail.because === 'virus' && <p class="notice">{heldMails.virus}</p>}
      <Field
        id={id}
        label={heldMails.reason}
        hint={heldMails.reasonHint}
        wrong={wrong ? heldMails.reasonWrong : undefined}
      >
        {(described) => (
          <textarea
            {...described}
            rows={2}
            maxLength={500}
            value={reason}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        )}
      </Field>
      <TroubleBox trouble={trouble} who="mails" />
      <div class="buttons">
        <button type="submit" class="button primary" disabled={sending}>
          {sending ? texts.sending : heldMails.confirm[decision]}
        </button>
        <button type="button" class="button secondary" onClick={onCancel}>
          {texts.cancel}
        </button>
      </div>
    </form>
  );
}

function MailCard(props: DeskGiven & { mail: HeldMail; onDone: (decision: HeldMailDecision['decision']) => void }) {
  const { service, at, mail, onDone } = props;
  const { heldMails: texts, danger } = useDeskTexts();
  const [deciding, setDeciding] = useState<HeldMailDecision['decision']>();
  const { arrivedAt, from, subject, because, code, receipt, urgent, files, bytes, decided } = mail;
  return (
    <article class={`mail${urgent ? ' urgent' : ''}`} aria-label={`${texts.because[because]}, ${subject ?? ''}`}>
      {urgent && (
        <>
          <p class="badge danger">{danger.badge}</p>
          <DangerAdvice numbers={service.emergencyNumbers} />
        </>
      )}
      <h2>{subject ?? texts.noSubject}</h2>
      <Facts
        rows={[
          [texts.why, texts.because[because]],
          [texts.from, from],
          [texts.arrived, <When at={arrivedAt} />],
          [texts.case, code === undefined ? undefined : <a href={at('case', code)}>{code}</a>],
          [texts.receipt, receipt],
          [texts.content, texts.size(files, Math.ceil(bytes / 1024))],
          [
            texts.decided,
            decided && (
              <>
                {texts.decidedBy(texts.decisions[decided.decision], decided.by.name)} <When at={decided.at} />: «
                {decided.reason}»
              </>
            ),
          ],
        ]}
      />
      {decided === undefined && deciding === undefined && (
        <div class="buttons">
          <button type="button" class="button secondary" onClick={() => setDeciding('release')}>
            {texts.release}
          </button>
          <button type="button" class="button secondary" onClick={() => setDeciding('discard')}>
            {texts.discard}
          </button>
        </div>
      )}
      {deciding !== undefined && (
        <DecisionForm {...props} decision={deciding} onDone={onDone} onCancel={() => setDeciding(undefined)} />
      )}
    </article>
  );
}

/** Mails that became no contact: held for a person, noted as news of our own mails, or decided on. */
export function HeldMailsPage(given: DeskGiven & { box: HeldBox }) {
  const { desk, service, at, box, onSignedOut } = given;
  const texts = useDeskTexts();
  const { heldMails } = texts;
  const [pages, setPages] = useState(1);
  const [done, setDone] = useState('');
  const readAll = async (): Promise<{ mails: HeldMail[]; more: boolean }> => {
    const views: HeldMailsView[] = [];
    while (views.length < pages) {
      const last = views.at(-1);
      if (last !== undefined && last.next === undefined) break;
      views.push(await desk.heldMails(service.service, box, last?.next));
    }
    return { mails: views.flatMap(({ mails }) => mails), more: views.at(-1)?.next !== undefined };
  };
  const reading = useReading(`${service.service} ${box}`, readAll, everyMs, onSignedOut);
  const { value, trouble, refresh } = reading;
  useEffect(() => {
    if (pages > 1) refresh();
  }, [pages]);
  return (
    <>
      <FocusedHeading>{heldMails.title}</FocusedHeading>
      <p class="lead">{heldMails.lead}</p>
      <nav aria-label={heldMails.boxes} class="lanes">
        <ul>
          {boxes.map((one) => (
            <li key={one}>
              <a href={at('held-mails', one)} aria-current={one === box ? 'page' : undefined}>
                {heldMails.boxOf[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p role="status" class={done === '' ? 'visually-hidden' : 'success'}>
        {done}
      </p>
      {value === undefined && trouble === undefined && <p>{texts.loading}</p>}
      {value === undefined && <TroubleBox trouble={trouble} who="mails" />}
      {value?.mails.length === 0 && <p>{heldMails.none}</p>}
      {urgentFirst(value?.mails ?? []).map((mail) => (
        <MailCard
          key={mail.mail}
          {...given}
          mail={mail}
          onDone={async (decision) => {
            setDone(heldMails.done[decision]);
            await refresh();
          }}
        />
      ))}
      {value?.more && (
        <p>
          <button type="button" class="button secondary" onClick={() => setPages(pages + 1)}>
            {heldMails.more}
          </button>
        </p>
      )}
      <AsOf reading={reading} />
    </>
  );
}
