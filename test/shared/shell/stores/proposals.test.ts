import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { readCap } from '../../../../functions/bulletins/rules/read-cap.ts';
import { defaultProposalRule } from '../../../../shared/contracts/proposal.ts';
import { noProposals, type ProposalState } from '../../../../shared/core/posture/episodes.ts';
import { propose } from '../../../../shared/core/posture/proposals.ts';
import { keepable } from '../../../../shared/shell/stores/proposals.ts';

const sender = 'alerts@example.it';
const rule = { ...defaultProposalRule, cap: { ...defaultProposalRule.cap, senders: [sender] } };
/** Words that no compression makes shorter. */
const noise = (characters: number) => randomBytes(characters).toString('base64').slice(0, characters);

/** What so many trusted messages of long words lead to. */
function stateOf(many: number): ProposalState {
  const readings = Array.from({ length: many }, (_none, at) => {
    const message = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>M${at}</identifier><sender>${sender}</sender><sent>2027-02-01T10:00:00+01:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><category>Met</category><event>${noise(19_000)}</event><urgency>Expected</urgency><severity>Extreme</severity><certainty>Likely</certainty><area><areaDesc>${noise(3_000)}</areaDesc><geocode><valueName>Zona di Allerta</valueName><value>Ligu-A</value></geocode></area></info></alert>`;
    return readCap(new TextEncoder().encode(message)).readings;
  }).flat();
  return propose(noProposals('protezione-civile'), readings, rule, '2027-02-01T11:00:00.000Z').state;
}
const saidOf = ({ proposals }: ProposalState) =>
  Object.values(proposals).map(({ level, area, validFrom, validTo, asks, steps }) => ({
    ...{ level, area, validFrom, validTo, asks, steps },
  }));

test('given forty trusted messages of long words at once, their proposals are kept all the same, with fewer words', () => {
  const state = stateOf(40);
  expect(saidOf(state)).toHaveLength(40);
  const kept = keepable(state);
  expect(kept.compressed.length).toBeLessThan(400_000);
  expect(saidOf(kept.state)).toEqual(saidOf(state));
  expect(JSON.parse(gunzipSync(kept.compressed).toString())).toEqual(JSON.parse(JSON.stringify(kept.state)));
});

test('given few, every word of them is kept', () => {
  const state = stateOf(3);
  expect(keepable(state).state).toEqual(state);
});
