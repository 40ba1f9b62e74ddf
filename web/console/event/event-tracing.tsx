import { useState } from 'preact/hooks';
import type { EventAct } from '../../../shared/contracts/event-page.ts';
import type { EventsToTell } from '../../../shared/contracts/officer-view.ts';
import type { Staff } from '../../../shared/core/staff.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { tracingRoomIn } from '../../../shared/texts/tracing/room/room.ts';
import { Line } from '../kit/fields.tsx';
import { Form, focusOn, lacksReason } from '../kit/form.tsx';
import { useLanguage } from '../kit/language.ts';
import { useTimes } from '../kit/times.tsx';

/** Whether people may say whom they look for in an event, which a duty officer opens and closes. */
export function EventTracing(props: {
  one: EventsToTell['events'][number];
  staff: Staff;
  sending: boolean;
  act: (act: EventAct, words: string) => Promise<void>;
}) {
  const { one, staff, sending, act } = props;
  const { opening } = tracingRoomIn[useLanguage()];
  const { moment } = useTimes();
  const { tracing } = one.said ?? {};
  const isOpen = tracing !== undefined && tracing.closedAt === undefined;
  const [coordination, setCoordination] = useState(tracing?.coordination ?? '');
  const [lacking, setLacking] = useState(false);
  const id = `coordination-${one.declaration}`;
  const open = () => {
    setLacking(lacksReason(coordination));
    if (lacksReason(coordination)) return focusOn(id);
    void act({ act: 'open-tracing', coordination: coordination.trim() }, opening.opened);
  };
  return (
    <section class="callout" aria-labelledby={`tracing-${one.declaration}`}>
      <h3 id={`tracing-${one.declaration}`}>{opening.title}</h3>
      <p>{isOpen ? opening.isOpen(tracing.coordination, tracing.by.name, moment(tracing.at)) : opening.isShut}</p>
      {mayAct(staff, 'open-tracing') && !isOpen && (
        <Form onSubmit={open} submit={opening.open} sending={sending}>
          <Line
            id={id}
            label={opening.coordination}
            hint={opening.coordinationHint}
            wrong={lacking ? opening.wrong : undefined}
            value={coordination}
            maxLength={200}
            onValue={setCoordination}
          />
        </Form>
      )}
      {mayAct(staff, 'open-tracing') && isOpen && (
        <button
          type="button"
          class="button secondary"
          disabled={sending}
          onClick={() => act({ act: 'close-tracing' }, opening.closed)}
        >
          {opening.close}
        </button>
      )}
    </section>
  );
}
