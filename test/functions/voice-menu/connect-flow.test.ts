import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import askedMenu from '../../../events/lambda/connect-flow-menu.json' with { type: 'json' };
import askedStatus from '../../../events/lambda/connect-flow-status.json' with { type: 'json' };
import { menuReply, readFlow, statusReply } from '../../../functions/voice-menu/rules/connect-flow.ts';
import { voiceMenu } from '../../../functions/voice-menu/rules/menu.ts';
import { voiceStatus } from '../../../functions/voice-menu/rules/status.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { nothingDeclared } from '../../../shared/core/posture/declared.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const at = '2026-09-12T08:00:00.000Z';
const bytes = (reply: object) => new TextEncoder().encode(JSON.stringify(reply)).length;

describe('a flow of Amazon Connect', () => {
  test('asks for the menu in the language of the contact', () => {
    expect(readFlow(askedMenu)).toEqual({ ask: 'menu', code: '', language: 'de', expectedWaitSeconds: undefined });
  });

  test('asks for the status of a code under its older name too, in the language it names', () => {
    expect(readFlow(askedStatus)).toEqual({
      ask: 'status',
      code: 'pc kkmv vxf7 aedd kvjp',
      language: 'en',
      expectedWaitSeconds: undefined,
    });
  });

  test('may tell the wait of its queue', () => {
    const Details = { Parameters: { ask: 'menu', expectedWait: '400', language: 'it-IT' } };
    expect(readFlow({ Name: 'ContactFlowEvent', Details })).toMatchObject({ expectedWaitSeconds: 400, language: 'it' });
  });

  test('is answered with the menu in Italian when nothing in it can be read, and never with an error', () => {
    for (const odd of [undefined, null, 7, 'x', [], {}, { Details: null }, { Details: { Parameters: [1] } }]) {
      expect(readFlow(odd)).toEqual({ ask: 'menu', code: '', language: 'it', expectedWaitSeconds: undefined });
    }
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (Parameters, ContactData) => {
        const asked = readFlow({ Details: { Parameters, ContactData } });
        expect(languages).toContain(asked.language);
        expect(['menu', 'status']).toContain(asked.ask);
      }),
    );
  });
});

describe('the parameters of a flow', () => {
  const read = (Parameters: object, ContactData: object = { LanguageCode: 'de-DE' }) =>
    readFlow({ Details: { Parameters, ContactData } });

  test('name the language before the contact does, in whatever letters; what is none of ours is Italian', () => {
    expect(read({ language: 'EN' }).language).toBe('en');
    expect(read({}).language).toBe('de');
    expect(read({ language: 'fr' }).language).toBe('it');
    expect(read({}, {}).language).toBe('it');
  });

  test('are texts of two hundred characters at most; anything else is as if it were not there', () => {
    expect(read({ ask: 'status', code: 'x'.repeat(201) })).toMatchObject({ ask: 'status', code: 'x'.repeat(200) });
    expect(read({ ask: ['status'], code: 7, expectedWait: 400, language: ['en'] })).toEqual({
      ask: 'menu',
      code: '',
      language: 'de',
      expectedWaitSeconds: undefined,
    });
  });
});

describe('what a flow reads back', () => {
  const menu = voiceMenu(protezioneCivile, nothingDeclared, { at, language: 'it' });

  test('is a flat map of texts: all at once, prompt by prompt and key by key', () => {
    const reply = menuReply(menu);
    for (const value of Object.values(reply)) expect(typeof value).toBe('string');
    expect(reply).toMatchObject({
      ask: 'menu',
      languageCode: 'it-IT',
      open: 'false',
      posture: 'ordinary',
      callBackOffered: 'true',
      nextChangeAt: '2026-09-14T07:00:00.000Z',
      keyStarLeadsTo: 'call-back',
      key1LeadsTo: 'message',
      key1Kind: 'intervention',
      key0LeadsTo: 'status',
      keyHashLeadsTo: 'repetition',
    });
    expect(reply['promptLifeFirst']).toBe(menu.prompts[0]?.text);
    expect(reply['prompts']?.startsWith(`${reply['promptLifeFirst']} `)).toBe(true);
    expect(reply['options']).toContain(reply['key1Text']);
  });

  test('is under 32 KB with the longest notice, and then still says everything once', () => {
    const long = { it: 'chiamate il 118 '.repeat(250), en: 'x', de: 'x' };
    const wordy = { ...protezioneCivile, emergencyStatement: { ...long, it: 'Chiama il 112. '.repeat(266) } };
    const declared = { posture: 'emergency', periods: [], notice: long } as const;
    const reply = menuReply(voiceMenu(wordy, declared, { at, language: 'it' }));
    expect(bytes(reply)).toBeLessThan(32_000);
    expect(reply['prompts']).toMatch(/^Chiama l’uno uno due\./);
  });

  test('has no gaps: what is not known is no member, and truths are words', () => {
    const monday = '2026-09-14T08:00:00.000Z';
    const reply = menuReply(voiceMenu(protezioneCivile, nothingDeclared, { at: monday, language: 'en' }));
    expect(Object.keys(reply)).not.toContain('callBackDueAt');
    expect(reply).toMatchObject({ open: 'true', callBackOffered: 'false', languageCode: 'en-GB', asOf: monday });
    for (const missing of ['expectedWaitSeconds', 'promptNotice', 'key9Kind', 'keyStarLeadsTo'])
      expect(reply).not.toHaveProperty(missing);
    const waiting = voiceMenu(protezioneCivile, nothingDeclared, {
      at: monday,
      language: 'en',
      expectedWaitSeconds: 40,
    });
    expect(menuReply(waiting)).toMatchObject({ expectedWaitSeconds: '40', promptWait: expect.any(String) });
  });

  test('is told in parts up to 32,000 bytes, and beyond only whole', () => {
    const [, ...rest] = menu.prompts;
    const reply = (length: number, service = 's') =>
      menuReply({ ...menu, service, prompts: [{ id: 'life-first', text: 'x'.repeat(length) }, ...rest] });
    // A letter of a prompt is told twice, one of the service's name once.
    const least = bytes(reply(0));
    const room = Math.floor((32_000 - least) / 2);
    const service = 's'.repeat(1 + ((32_000 - least) % 2));
    expect(bytes(reply(room, service))).toBe(32_000);
    expect(reply(room, service)).toHaveProperty('promptLifeFirst');
    expect(reply(room, `${service}s`)).not.toHaveProperty('promptLifeFirst');
    expect(reply(room + 1)['prompts']).toContain('x'.repeat(room + 1));
    expect(reply(room + 1)['options']).toBe(menuReply(menu)['options']);
  });

  test('of a code is its stage, and of a wrong one words to say', () => {
    const status = voiceStatus(
      { code: 'PC-KKMV-VXF7-AEDD-KVJP', service: 'protezione-civile', stage: 'accepted', history: [] },
      at,
      'en',
    );
    expect(statusReply(status, 'protezione-civile', 'en')).toMatchObject({
      ask: 'status',
      found: 'true',
      stage: 'accepted',
      prompt: 'The request has arrived and is safe. It will be registered in a moment.',
    });
    expect(statusReply(undefined, 'protezione-civile', 'de')).toEqual({
      ask: 'status',
      service: 'protezione-civile',
      languageCode: 'de-DE',
      found: 'false',
      prompt: 'Wir finden diesen Code nicht. Bitte prüfen Sie ihn auf der Quittung und versuchen Sie es noch einmal.',
    });
  });
});
