import type { ContributionKind } from '../../contracts/contribution.ts';
import type { it } from './it.ts';

const yours: Record<ContributionKind, string> = { story: 'Ihre Geschichte', idea: 'Ihre Idee' };

/** The words about stories and ideas in German. */
export const de: typeof it = {
  kinds: { story: 'Geschichte', idea: 'Idee' },
  states: {
    waiting: 'Wartet darauf, gelesen zu werden',
    'changes-asked': 'Wir haben um eine Änderung gebeten',
    published: 'Veröffentlicht',
    declined: 'Nicht veröffentlicht',
    kept: 'Nur vom Dienst gelesen',
    withdrawn: 'Zurückgezogen',
    erased: 'Gelöscht',
  },
  reasons: {
    'somebody-recognisable': 'Jemand könnte erkannt werden, der nicht darum gebeten hat.',
    offensive: 'Der Text enthält beleidigende Worte.',
    advertising: 'Es ist Werbung.',
    'not-our-matter': 'Es betrifft diesen Dienst nicht.',
    'already-known': 'Dasselbe wurde schon vorgeschlagen.',
    'hard-to-understand': 'Es ist schwer zu verstehen: Mit anderen Worten lesen wir es gern noch einmal.',
    other: 'Ein anderer Grund.',
  },
  outcomes: {
    'under-study': 'Wird geprüft',
    'taken-up': 'Aufgenommen',
    'not-taken-up': 'Nicht aufgenommen',
    done: 'Umgesetzt',
  },
  fields: {
    kind: {
      missing: 'Wählen Sie, ob es eine Geschichte oder eine Idee ist.',
      tooLong: 'Wählen Sie, ob es eine Geschichte oder eine Idee ist.',
      invalid: 'Dieser Dienst nimmt keine Beiträge dieser Art entgegen.',
    },
    title: {
      missing: 'Schreiben Sie einen Titel.',
      tooLong: 'Kürzen Sie den Titel: höchstens 120 Zeichen.',
      invalid: 'Schreiben Sie den Titel in eine Zeile, ohne Sonderzeichen.',
    },
    text: {
      missing: 'Schreiben Sie den Text.',
      tooLong: 'Kürzen Sie den Text: höchstens 4.000 Zeichen.',
      invalid: 'Entfernen Sie die Sonderzeichen aus dem Text.',
    },
    firstName: {
      missing: 'Um mit Ihrem Vornamen zu erscheinen, schreiben Sie ihn.',
      tooLong: 'Kürzen Sie den Namen: höchstens 40 Zeichen.',
      invalid: 'Schreiben Sie den Namen in eine Zeile, ohne Sonderzeichen.',
    },
    code: {
      missing: 'Schreiben Sie den Code Ihrer Bestätigung.',
      tooLong: 'Der Code ist zu lang.',
      invalid: 'Schreiben Sie den Code Ihrer Bestätigung.',
    },
    secondFact: {
      missing: 'Schreiben Sie die E-Mail oder das Telefon, das Sie angegeben haben.',
      tooLong: 'Kürzen Sie E-Mail oder Telefon.',
      invalid: 'Schreiben Sie die E-Mail oder das Telefon, das Sie angegeben haben.',
    },
    withdraw: {
      missing: 'Wählen Sie, welche Einwilligungen Sie zurückziehen.',
      tooLong: 'Wählen Sie, welche Einwilligungen Sie zurückziehen.',
      invalid: 'Wählen Sie Veröffentlichung, Name, Kontakt, Dialog oder alles.',
    },
    'consents.publish': {
      missing: 'Antworten Sie mit Ja oder Nein.',
      tooLong: 'Antworten Sie mit Ja oder Nein.',
      invalid: 'Antworten Sie mit Ja oder Nein.',
    },
  },
  mails: {
    received: {
      subject: (kind) => `Wir haben ${yours[kind]} erhalten`,
      text: 'Jemand liest den Text, bevor andere ihn lesen können. Mit diesem Code sehen Sie, was daraus wurde, und ziehen Einwilligungen zurück:',
    },
    published: {
      subject: (kind) => `${yours[kind]} ist veröffentlicht`,
      text: 'Zu lesen ist der Text, wie wir ihn durchgesehen haben. Sie können ihn jederzeit zurückziehen, mit diesem Code und Ihrer Adresse:',
    },
    declined: {
      subject: (kind) => `${yours[kind]} wird nicht veröffentlicht`,
      text: 'Danke fürs Einsenden. Das ist der Grund:',
    },
    'sent-back': {
      subject: (kind) => `Können Sie ${yours[kind]} ändern?`,
      text: 'Damit wir sie veröffentlichen können, bitten wir Sie um andere Worte. Das ist der Grund:',
    },
    'taken-down': {
      subject: (kind) => `${yours[kind]} ist nicht mehr veröffentlicht`,
      text: 'Wir haben sie von den Seiten genommen. Das ist der Grund:',
    },
    outcome: { subject: () => 'Was aus Ihrer Idee wurde', text: 'So weit ist sie:' },
    code: (code) => `Code: ${code}`,
    where: 'Hier sehen Sie den Stand:',
    stop: 'Sie erhalten diese E-Mail, weil Sie der Kontaktaufnahme zugestimmt haben. Mit demselben Code ziehen Sie das zurück.',
  },
};
