import type { TracingTexts } from './it.ts';

export const en: TracingTexts = {
  title: 'I am looking for a person',
  call112: 'If the person may be in danger now, call 112.',
  notRescue: 'This form does not replace 112 and sends no rescuers.',
  lead: 'Say whom you are looking for and how to call you back. We hand your search to those who coordinate the event: people compare the searches, not a machine.',
  silence:
    'Here and by e-mail you only read whether the search came in, when we handed it over and when it is closed. Everything else a person tells you on the phone.',
  notOpen:
    'No collection of searches is open at the moment. If you are looking for somebody, call 112, or write to the service.',
  sections: {
    person: 'The person you are looking for',
    place: 'When they were last seen or heard from',
    seeker: 'Who is looking',
    privacy: 'Your data',
  },
  fields: {
    event: { label: 'In which event', hint: '' },
    soughtName: { label: 'Name and surname', hint: '' },
    soughtAge: { label: 'Age', hint: 'Roughly is enough.' },
    soughtPhones: { label: 'Their phones', hint: 'If you know them.' },
    signs: { label: 'How to recognise them', hint: 'Height, hair, clothes, language, care that they need.' },
    seenWhen: { label: 'When', hint: 'Day and time, roughly is enough.' },
    seenWhere: { label: 'Where, and with whom', hint: '' },
    address: {
      label: 'Address of the building',
      hint: 'Street and number: where they were or live. Searches are collected by building.',
    },
    municipality: { label: 'Municipality', hint: '' },
    name: { label: 'Your name and surname', hint: '' },
    relation: { label: 'Who you are to them', hint: 'For example daughter, neighbour, colleague.' },
    phone: { label: 'Your phone', hint: 'The office calls you on this number.' },
    email: { label: 'Your e-mail', hint: 'If you want to be told in writing where the search stands.' },
  },
  mend: {
    event: {
      missing: 'Choose the event in which you are looking for the person.',
      tooLong: 'Choose the event in which you are looking for the person.',
      invalid: 'Nothing is collected for this event now. Call 112, or write to the service.',
    },
    soughtName: {
      missing: 'Enter the name of the person you are looking for.',
      tooLong: 'Shorten the name: 200 characters at most.',
      invalid: 'Enter the name on one line, without special characters.',
    },
    name: {
      missing: 'Enter your name.',
      tooLong: 'Shorten your name: 100 characters at most.',
      invalid: 'Enter your name on one line, without special characters.',
    },
    phone: {
      missing: 'Enter your phone number: the office calls you on it.',
      tooLong: 'Enter one phone number.',
      invalid: 'Enter one phone number, with its digits.',
    },
    code: {
      missing: 'Enter the code of the receipt.',
      tooLong: 'The code is too long.',
      invalid: 'Enter the code of the receipt.',
    },
    secondFact: {
      missing: 'Enter the phone or e-mail that you gave.',
      tooLong: 'Shorten the phone or e-mail.',
      invalid: 'Enter the phone or e-mail that you gave.',
    },
  },
  privacy: 'The office and those who coordinate the event read what you write, to look for the person.',
  send: 'Send the search',
  states: {
    received: (at) => `Your search came in: ${at}.`,
    'handed-over': (at) => `Your search was handed to the coordination: ${at}.`,
    closed: () => 'Your search is closed: the office calls you.',
  },
  receipt: {
    title: 'We have received your search',
    lead: 'Keep this code. With your phone number it shows you where the search stands.',
    also: 'What you wrote speaks of danger: whoever is at work reads it at once, too.',
  },
  own: {
    title: 'Where my search stands',
    stage: 'Where it stands',
    code: { label: 'Code of the search', hint: '' },
    secondFact: { label: 'Your phone, or your e-mail', hint: 'The one that you gave with the search.' },
    submit: 'Show',
  },
  mails: {
    subject: 'your search',
    code: (code) => `Code: ${code}`,
    keep: 'With this code and your phone number you see where the search stands.',
    silence: 'We write nothing else by e-mail: everything else a person tells you on the phone.',
  },
};
