import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ServiceDefinition } from '../../../shared/contracts/service.ts';

const folder = new URL('../../../shared/services/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string): ServiceDefinition => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const civilProtection = () => read('protezione-civile.json');

describe('every service definition', () => {
  test('is there for both services', () => {
    expect(files).toEqual(expect.arrayContaining(['familyline.json', 'protezione-civile.json']));
  });

  test.each(files)('%s keeps to the contract and is named after its service', (file) => {
    const parsed = ServiceDefinition.safeParse(read(file));
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data?.service).toBe(file.replace('.json', ''));
  });

  test.each(files)('%s never queues offers of help with requests for help', (file) => {
    const { kinds } = read(file);
    const lanesOf = (wanted: string[]) => kinds.filter(({ kind }) => wanted.includes(kind)).map(({ lane }) => lane);
    const asked = lanesOf(['report', 'intervention', 'information']);
    expect(asked.length).toBeGreaterThan(0);
    for (const lane of lanesOf(['help-offer', 'idea', 'story'])) expect(asked).not.toContain(lane);
  });

  test.each(files)('%s always tells 112, 115 and 118, in every language', (file) => {
    const { emergencyNumbers, emergencyStatement } = read(file);
    expect(emergencyNumbers.map(({ number }) => number).slice(0, 3)).toEqual(['112', '115', '118']);
    for (const text of Object.values(emergencyStatement))
      for (const number of ['112', '115', '118']) expect(text).toContain(number);
  });

  test.each(files)('%s tells where to turn for every category of another administration', (file) => {
    const elsewhere = read(file).categories.filter(({ competence }) => competence === 'other');
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const { advice } of elsewhere) expect(advice).toBeDefined();
  });

  test.each(files)('%s takes ten times the ordinary rate in an emergency', (file) => {
    const { ordinary, emergency } = read(file).capacity;
    expect(emergency.intakeRequestsPerSecond).toBeGreaterThanOrEqual(10 * ordinary.intakeRequestsPerSecond);
  });

  test.each(files)('%s keeps environments for all that its routes let in, at once and in a second', (file) => {
    // Lambda takes ten requests a second for each environment, and one at a time; the rest would get 503.
    for (const { intakeRequestsPerSecond, intakeBurst, intakeConcurrency } of Object.values(read(file).capacity)) {
      expect(intakeBurst).toBeLessThanOrEqual(intakeConcurrency);
      expect(intakeRequestsPerSecond).toBeLessThanOrEqual(10 * intakeConcurrency);
    }
  });

  test('has a code prefix of its own, and all emergencies together stay under the 2,500 requests a second of Milan', () => {
    const all = files.map(read);
    expect(new Set(all.map(({ codePrefix }) => codePrefix)).size).toBe(all.length);
    const total = all.reduce((sum, { capacity }) => sum + capacity.emergency.intakeRequestsPerSecond, 0);
    expect(total).toBeLessThanOrEqual(2500);
    const burst = all.reduce((sum, { capacity }) => sum + capacity.emergency.intakeBurst, 0);
    expect(burst).toBeLessThanOrEqual(1250);
  });
});

describe('a wrong definition is refused, naming the member', () => {
  // biome-ignore lint/suspicious/noExplicitAny: each case breaks the type on purpose
  const wrong: [string, string, (definition: any) => void][] = [
    ['a missing translation', 'name.de', (d) => delete d.name.de],
    ['an unknown member', '', (d) => (d.colour = 'blue')],
    ['a prefix in small letters', 'codePrefix', (d) => (d.codePrefix = 'pc')],
    ['hours that end before they begin', 'hours.weekly.monday.0', (d) => (d.hours.weekly.monday[0].to = '08:00')],
    ['an hour that no clock shows', 'hours.weekly.friday.0.from', (d) => (d.hours.weekly.friday[0].from = '9')],
    ['a kind in a lane that does not exist', 'kinds', (d) => (d.kinds[0].lane = 'nowhere')],
    [
      'a key of the voice menu that leads to a kind the service does not take',
      'voiceMenu',
      (d) => (d.voiceMenu.options[0].kind = 'idea'),
    ],
    ['a key of the voice menu that leads to two things', 'voiceMenu', (d) => (d.voiceMenu.options[1].key = '1')],
    ['a key that belongs to status', 'voiceMenu.options.0.key', (d) => (d.voiceMenu.options[0].key = '0')],
    ['no urgent lane', 'lanes', (d) => (d.lanes[0].lane = 'hurry')],
    ['an address for privacy rights whose mail would bounce', 'privacy.contact', (d) => d.mail.addresses.pop()],
    ['an emergency below the ordinary limit', 'capacity', (d) => (d.capacity.emergency.intakeBurst = 1)],
    ['no retention', 'kinds.0.retentionDays', (d) => delete d.kinds[0].retentionDays],
    [
      'a first answer in neither minutes nor days',
      'charter.firstAnswer',
      (d) => (d.charter.firstAnswer = { hours: 4 }),
    ],
    ['a website without https', 'website', (d) => (d.website = 'http://example.org/')],
    ['a sender that is no address', 'mail.from', (d) => (d.mail.from = 'contact center')],
    ['no emergency numbers', 'emergencyNumbers', (d) => (d.emergencyNumbers = [])],
  ];
  test.each(wrong)('%s: %s', (_reason, member, spoil) => {
    const definition = civilProtection();
    spoil(definition);
    const parsed = ServiceDefinition.safeParse(definition);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toContain(member);
  });
});
