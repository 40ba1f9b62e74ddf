import { useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import type { ConsoleService } from '../session/center.ts';
import { Contacts } from './case-contacts.tsx';
import { Conversation } from './case-words.tsx';
import type { Template } from './server-draft.ts';
import { TemplateField } from './template-field.tsx';
import type { ReserveApi } from './training-desk.ts';

type Written = { text: string; template: Template };

/**
 * What somebody of the reserve works with: the next request, its words, and answers from templates. Who `trains` does
 * the same with cases that are made up, and is told that nothing left.
 */
export function ReserveDesk(props: {
  desk: ReserveApi;
  service: ConsoleService;
  trains?: boolean;
  onSignedOut: () => void;
}) {
  const { desk, service, trains = false, onSignedOut } = props;
  const { reserve } = useDeskTexts();
  const { room: texts, training } = reserve;
  const [known, setKnown] = useState<DeskCase>();
  const [written, setWritten] = useState<Written>();
  const [done, setDone] = useState('');
  const { sending, trouble, send } = useSending(onSignedOut);
  const next = async () => {
    const sent = await send(() => desk.next(service.service));
    if (sent === undefined || !('answer' in sent)) return;
    const found = 'code' in sent.answer ? (sent.answer as DeskCase) : undefined;
    setKnown(found);
    setWritten(undefined);
    setDone(found === undefined ? texts.nothing : '');
  };
  const finish = (words: string) => {
    setKnown(undefined);
    setWritten(undefined);
    setDone(trains ? training.done : words);
    scrollTo(0, 0);
  };
  const answer = async (of: DeskCase, { text, template }: Written) => {
    const channel = of.contacts.some(({ email }) => email !== undefined) ? 'mail' : 'page';
    const body = { act: 'answer', text, channel, final: true, template } as const;
    const sent = await send(() => desk.act('actOnCase', of, body));
    if (sent === undefined || !('answer' in sent)) return;
    finish(sent.answer.desk.answers.at(-1)?.held === true ? texts.held : texts.leaves);
  };
  const release = async (of: DeskCase) => {
    const sent = await send(() => desk.act('actOnCase', of, { act: 'release' }));
    if (sent !== undefined && 'answer' in sent) finish(texts.released);
  };
  const isShut = trouble?.refused === 'account-shut';
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      <DoneBox words={done} />
      {isShut ? <p class="callout">{texts.shut}</p> : <TroubleBox trouble={trouble} who="mails" />}
      {known === undefined ? (
        <p>
          <button type="button" class="button primary" disabled={sending} onClick={() => void next()}>
            {texts.next}
          </button>
        </p>
      ) : (
        <section aria-labelledby="reserve-case">
          <h2 id="reserve-case" class="case-code">
            {known.code}
          </h2>
          <Contacts known={known} onCorrect={undefined} />
          <Conversation known={known} />
          <h3>{texts.answer}</h3>
          <p class="hint">{texts.hint}</p>
          <TemplateField {...{ desk, known }} onInsert={(text, template) => setWritten({ text, template })} />
          {written !== undefined && <blockquote class="said">{written.text}</blockquote>}
          <div class="buttons">
            {written !== undefined && (
              <button
                type="button"
                class="button primary"
                disabled={sending}
                onClick={() => void answer(known, written)}
              >
                {texts.send}
              </button>
            )}
            <button type="button" class="button secondary" disabled={sending} onClick={() => void release(known)}>
              {texts.release}
            </button>
          </div>
        </section>
      )}
    </>
  );
}
