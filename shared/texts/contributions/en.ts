import type { ContributionKind } from '../../contracts/contribution.ts';
import type { it } from './it.ts';

const kinds: Record<ContributionKind, string> = { story: 'story', idea: 'idea' };

/** The words about stories and ideas in plain English. */
export const en: typeof it = {
  kinds,
  states: {
    waiting: 'Waiting for somebody to read it',
    'changes-asked': 'We asked you to change it',
    published: 'Published',
    declined: 'Not published',
    kept: 'Read by the service alone',
    withdrawn: 'Withdrawn',
    erased: 'Erased',
  },
  reasons: {
    'somebody-recognisable': 'It might let somebody be recognised who did not ask for that.',
    offensive: 'It has words that offend.',
    advertising: 'It is advertising.',
    'not-our-matter': 'It is not about this service.',
    'already-known': 'The same has been proposed already.',
    'hard-to-understand': 'It is hard to understand: in other words we can read it again.',
    other: 'Another reason.',
  },
  outcomes: {
    'under-study': 'Being looked into',
    'taken-up': 'Taken up',
    'not-taken-up': 'Not taken up',
    done: 'Done',
  },
  fields: {
    kind: {
      missing: 'Choose whether it is a story or an idea.',
      tooLong: 'Choose whether it is a story or an idea.',
      invalid: 'This service does not take contributions of this kind.',
    },
    title: {
      missing: 'Write a title.',
      tooLong: 'Shorten the title: 120 characters at most.',
      invalid: 'Write the title on one line, without special characters.',
    },
    text: {
      missing: 'Write the text.',
      tooLong: 'Shorten the text: 4,000 characters at most.',
      invalid: 'Remove the special characters from the text.',
    },
    firstName: {
      missing: 'To appear with your first name, write it.',
      tooLong: 'Shorten the name: 40 characters at most.',
      invalid: 'Write the name on one line, without special characters.',
    },
    code: {
      missing: 'Write the code of your receipt.',
      tooLong: 'The code is too long.',
      invalid: 'Write the code of your receipt.',
    },
    secondFact: {
      missing: 'Write the e-mail or phone that you gave.',
      tooLong: 'Shorten the e-mail or phone.',
      invalid: 'Write the e-mail or phone that you gave.',
    },
    withdraw: {
      missing: 'Choose which consents to withdraw.',
      tooLong: 'Choose which consents to withdraw.',
      invalid: 'Choose among publication, name, contact, dialogue, or everything.',
    },
    'consents.publish': { missing: 'Answer yes or no.', tooLong: 'Answer yes or no.', invalid: 'Answer yes or no.' },
  },
  mails: {
    received: {
      subject: (kind) => `We have received your ${kinds[kind]}`,
      text: 'Somebody reads it before others can. This is the code with which you see what became of it and withdraw your consents:',
    },
    published: {
      subject: (kind) => `Your ${kinds[kind]} is published`,
      text: 'Readers find the text as we went through it. You can withdraw it at any time, with this code and your address:',
    },
    declined: {
      subject: (kind) => `Your ${kinds[kind]} is not published`,
      text: 'Thank you for sending it. This is why:',
    },
    'sent-back': {
      subject: (kind) => `Can you change your ${kinds[kind]}?`,
      text: 'To publish it we ask you to write it in another way. This is why:',
    },
    'taken-down': {
      subject: (kind) => `Your ${kinds[kind]} is no longer published`,
      text: 'We have taken it off the pages. This is why:',
    },
    outcome: { subject: () => 'What became of your idea', text: 'This is where it stands:' },
    code: (code) => `Code: ${code}`,
    where: 'Here you see where it stands:',
    stop: 'You get this e-mail because you said yes to being contacted. You can withdraw that with the same code.',
  },
};
