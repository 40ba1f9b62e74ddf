import type { SafeContact } from '../../../shared/contracts/safe-contact.ts';
import { Line, Select, TextArea } from '../kit/fields.tsx';
import { useDeskTexts } from '../kit/language.ts';
import type { ConsoleLanguage } from '../kit/texts.ts';
import type { ConsoleService } from '../session/center.ts';
import { DangerInWords } from './danger.tsx';
import type { Typed, TypedWrong } from './typed-words.ts';

/** The ways of contracts/safe-contact.ts, without its schema in the page. */
const waysToReach = ['any', 'no-mail', 'no-phone', 'conversation-only'] as const satisfies readonly SafeContact[];

type Given = {
  typed: Typed;
  wrong: readonly (TypedWrong | 'phoneNeeded')[];
  change: (part: Partial<Typed>) => void;
};

/** What it is about: kind, category, subject and words. `first` is what stands for no kind. */
export function AboutFields(props: Given & { service: ConsoleService; language: ConsoleLanguage; first: string }) {
  const { typed, wrong, change, service, language, first } = props;
  const { record: texts, kinds } = useDeskTexts();
  const { wrong: sentences } = texts;
  return (
    <>
      <div class="pair">
        <Select
          id="kind"
          label={texts.kind}
          value={typed.kind}
          options={[['', first] as const, ...service.kinds.map(({ kind }) => [kind, kinds[kind]] as const)]}
          onValue={(kind) => change({ kind })}
          wrong={wrong.includes('kind') ? sentences.kind : undefined}
        />
        <Select
          id="category"
          label={texts.category}
          value={typed.category}
          options={[
            ['', texts.noCategory] as const,
            ...service.categories.map(({ category, name }) => [category, name[language]] as const),
          ]}
          onValue={(category) => change({ category })}
        />
      </div>
      <Line
        id="subject"
        label={texts.subject}
        maxLength={500}
        value={typed.subject}
        onValue={(subject) => change({ subject })}
      />
      <TextArea
        id="message"
        label={texts.message}
        hint={texts.messageHint}
        wrong={wrong.includes('message') ? sentences.message : undefined}
        rows={8}
        maxLength={20_000}
        value={typed.message}
        onValue={(message) => change({ message })}
      />
      <DangerInWords words={`${typed.subject}\n${typed.message}`} numbers={service.emergencyNumbers} />
    </>
  );
}

/** Who it is and where to answer. */
export function PersonFields({ typed, wrong, change }: Given) {
  const { record: texts, safety } = useDeskTexts();
  const phoneWrong = wrong.find((name) => name === 'phone' || name === 'phoneNeeded');
  return (
    <>
      <div class="pair">
        <Line id="name" label={texts.name} maxLength={200} value={typed.name} onValue={(name) => change({ name })} />
        <Line
          id="surname"
          label={texts.surname}
          maxLength={200}
          value={typed.surname}
          onValue={(surname) => change({ surname })}
        />
      </div>
      <div class="pair">
        <Line
          id="email"
          inputMode="email"
          label={texts.email}
          maxLength={254}
          value={typed.email}
          onValue={(email) => change({ email })}
          wrong={wrong.includes('email') ? texts.wrong.email : undefined}
        />
        <Line
          id="phone"
          inputMode="tel"
          label={texts.phone}
          maxLength={30}
          value={typed.phone}
          onValue={(phone) => change({ phone })}
          wrong={phoneWrong && texts.wrong[phoneWrong]}
        />
      </div>
      <Select
        id="safe-contact"
        label={safety.asked}
        value={typed.safeContact}
        options={[['', safety.notSaid] as const, ...waysToReach.map((way) => [way, safety.choices[way]] as const)]}
        onValue={(safeContact) => change({ safeContact })}
      />
    </>
  );
}

/** Where it is, if that matters. */
export function PlaceFields({ typed, change }: Pick<Given, 'typed' | 'change'>) {
  const { record: texts } = useDeskTexts();
  return (
    <div class="pair">
      <Line
        id="address"
        label={texts.address}
        maxLength={500}
        value={typed.address}
        onValue={(address) => change({ address })}
      />
      <Line
        id="municipality"
        label={texts.municipality}
        maxLength={200}
        value={typed.municipality}
        onValue={(municipality) => change({ municipality })}
      />
    </div>
  );
}
