import { useState } from 'preact/hooks';
import type { HeldBox, HeldMail, HeldMailDecision } from '../../../shared/contracts/held-mail.ts';
import { AsOf } from '../kit/as-of.tsx';
import { ReasonForm, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { pagesOf, usePolledPages } from '../kit/pages.ts';
import { DoneBox, Facts, FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import { DangerAdvice } from './danger.tsx';
import type { DeskGiven } from './given.ts';
import { urgentFirst } from './worklist-pages.ts';

/** How often the held mails are asked for anew while somebody looks, in ms. */
const everyMs = 30_000;

const boxes = ['held', 'recorded', 'decided'] as const satisfies HeldBox[];

/** The box that a word of the address names; those to decide on unless it names another. */
const heldBoxOf = (word: string | undefined): HeldBox => boxes.find((box) => box === word) ?? 'held';

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
  const { heldMails } = useDeskTexts();
  const { actions } = useTexts();
  const { sending, trouble, send } = useSending(onSignedOut);
  const decide = async (reason: string) => {
    const sent = await send(() => desk.decideMail(service.service, mail.mail, { decision, reason }));
    if (sent !== undefined && 'answer' in sent) onDone(decision);
  };
  return (
    <ReasonForm
      id={`reason-${mail.mail}`}
      label={heldMails.reason}
      hint={heldMails.reasonHint}
      wrong={heldMails.reasonWrong}
      maxLength={500}
      submit={heldMails.confirm[decision]}
      cancel={actions.cancel}
      sending={sending}
      problem={<TroubleBox trouble={trouble} who="mails" />}
      onSend={decide}
      onCancel={onCancel}
    >
      <p>{heldMails.means[decision]}</p>
      {decision === 'release' && mail.because === 'virus' && <p class="notice">{heldMails.virus}</p>}
    </ReasonForm>
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

/**
 * Mails that became no contact: held for a person, noted as news of our own mails, or decided on. One that is released
 * comes to the worklist.
 */
export function HeldMailsPage(given: DeskGiven) {
  const { desk, service, at, id, onSignedOut } = given;
  const box = heldBoxOf(id);
  const { loading } = useTexts();
  const { heldMails } = useDeskTexts();
  const [done, setDone] = useState('');
  const {
    value,
    at: since,
    trouble,
    refresh,
    showMore,
  } = usePolledPages({
    name: `${service.service} ${box}`,
    ask: async (pages) => {
      const views = await pagesOf((after) => desk.heldMails(service.service, box, after), pages);
      return { mails: views.flatMap(({ mails }) => mails), more: views.at(-1)?.next !== undefined };
    },
    everyMs,
    onSignedOut,
  });
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
      <DoneBox words={done} />
      {value === undefined && trouble === undefined && <p>{loading}</p>}
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
          <button type="button" class="button secondary" onClick={showMore}>
            {heldMails.more}
          </button>
        </p>
      )}
      <AsOf at={since} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
