import { setTimeout as pause } from 'node:timers/promises';
import { instantOf } from '../shared/core/hours/zone.ts';
import {
  actAs,
  awaitAsking,
  confirmProposal,
  decideProposal,
  hoursHence,
  ledgerOf,
  ringLoadAlarm,
} from './act-as-officer.ts';
import { bulletinFile, capFile, quakeFile } from './alert-files.ts';
import { deliver, readAlerts } from './deliver-alerts.ts';
import { gatherFacts, lookAround, lookInWords } from './gather-facts.ts';
import { type Rehearsal, until } from './rehearsal.ts';
import { marked, markedNotice, type Step } from './scenario.ts';
import { sendCrowd, settleCrowds } from './send-crowd.ts';

/** Plays every step at its second and gathers what came of it; the stage is stopped whatever happens. */
export async function playScenario(rehearsal: Rehearsal): Promise<void> {
  rehearsal.stage = await rehearsal.open(new Date(instantOf(rehearsal.scenario.startsAt)));
  try {
    // The first call of each function takes longer than the event should wait, and a busy machine refuses the first ones.
    await until('the center answers', 60_000, () =>
      lookAround(rehearsal).then(
        () => true,
        () => false,
      ),
    );
    await readAlerts(rehearsal);
    rehearsal.began = performance.now();
    for (const step of [...rehearsal.scenario.steps].sort((one, other) => one.at - other.at)) {
      await pause(Math.max(0, rehearsal.began + step.at * 1000 - performance.now()));
      await takeStep(rehearsal, step);
    }
    await settleCrowds(rehearsal);
    await gatherFacts(rehearsal);
  } finally {
    rehearsal.over = true;
    rehearsal.facts.refusedCalls.push(...rehearsal.stage.refused());
    await rehearsal.stage.stop();
  }
}

/** One step of a scenario. */
async function takeStep(rehearsal: Rehearsal, step: Step): Promise<void> {
  switch (step.do) {
    case 'crowd':
      rehearsal.crowds.push(sendCrowd(rehearsal, step.crowd));
      return;
    case 'settle':
      return settleCrowds(rehearsal);
    case 'quake': {
      rehearsal.quakes += 1;
      const { magnitude, place } = step;
      const file = quakeFile({
        ...step,
        id: `9${Date.now()}${rehearsal.quakes}`,
        at: rehearsal.stage.clock.now() - 120_000,
      });
      return deliver(rehearsal, file, `earthquake of magnitude ${magnitude}, ${place}`, step.unread);
    }
    case 'bulletin': {
      const worst = ['red', 'orange', 'yellow']
        .map((colour) => [colour, Object.values(step.zones).filter((each) => each === colour).length] as const)
        .find(([, count]) => count > 0);
      const what = `bulletin of ${step.published.slice(0, 16)}, ${step.horizon}: ${worst ? `${worst[1]} zones ${worst[0]}` : `all ${step.others}`}`;
      return deliver(rehearsal, bulletinFile(step), what, step.unread);
    }
    case 'cap':
      return deliver(
        rehearsal,
        capFile({ ...step, sent: rehearsal.stage.clock.now() }),
        `CAP message ${step.identifier}, status ${step.status}, ${step.msgType}`,
        step.unread,
      );
    case 'file':
      return deliver(rehearsal, step, `file ${step.name}`, step.unread);
    case 'read':
      return readAlerts(rehearsal);
    case 'confirm':
      return confirmProposal(rehearsal, step);
    case 'refuse': {
      const proposal = await awaitAsking(rehearsal, step);
      await decideProposal(rehearsal, step, proposal, 'refused');
      return rehearsal.say(`${step.who} refuses the proposal: ${step.reason}`);
    }
    case 'declare':
      return actAs(rehearsal, step, {
        act: 'declare',
        reason: marked(step.reason),
        area: step.area,
        level: step.level,
        hours: step.hours,
        notice: markedNotice(step.notice),
        endsAt: hoursHence(rehearsal, step.hoursLong),
      });
    case 'change':
    case 'renew':
    case 'stand-down': {
      const { declarations } = await ledgerOf(rehearsal, step.service, step.who);
      const declaration = declarations.at(-1)?.declaration ?? '';
      const reason = marked(step.reason);
      if (step.do === 'change')
        return actAs(rehearsal, step, { act: 'change', declaration, reason, notice: markedNotice(step.notice) });
      if (step.do === 'renew')
        return actAs(rehearsal, step, {
          act: 'renew',
          declaration,
          reason,
          endsAt: hoursHence(rehearsal, step.hoursLong),
        });
      return actAs(rehearsal, step, { act: 'stand-down', declaration, reason });
    }
    case 'load-alarm':
      return ringLoadAlarm(rehearsal, step.service);
    case 'stop':
      await rehearsal.stage.emulator(step.emulator).stop();
      return rehearsal.say(`FAULT: ${step.emulator} is down`);
    case 'start':
      await rehearsal.stage.emulator(step.emulator).start();
      return rehearsal.say(`${step.emulator} is back`);
    case 'clock': {
      await settleCrowds(rehearsal);
      rehearsal.facts.refusedCalls.push(...rehearsal.stage.refused());
      await rehearsal.stage.stop();
      rehearsal.stage = await rehearsal.open(new Date(instantOf(step.to)));
      return rehearsal.say('the clock is put forward; the center was restarted for it');
    }
    case 'look':
      rehearsal.facts.looks[step.as] = await lookAround(rehearsal);
      return rehearsal.say(`look "${step.as}": ${lookInWords(rehearsal, step.as)}`);
  }
}
