import { expect, test } from '@jest/globals';
import { followedIn } from '../../tools/redrive-followed.ts';

const center = {
  environments: {
    passer: {
      SERVICE: 'protezione-civile',
      REGISTER_TABLE: 'register',
      FOLLOWER_QUEUES: '{"citizen-mails":"https://sqs/mails.fifo"}',
    },
  },
  names: {
    queues: {
      protezionecivilefollowedbycitizenmails0A1B2C3D: 'https://sqs/mails.fifo',
      protezionecivilefollowedbycitizenmailsDeadLetters4E5F6A7B: 'https://sqs/mails-dead.fifo',
    },
  },
};

test('who follows a register is found with the dead letters, by the names that the template gives', () => {
  const found = [
    {
      service: 'protezione-civile',
      follower: 'citizen-mails',
      queue: 'https://sqs/mails.fifo',
      deadLetters: 'https://sqs/mails-dead.fifo',
    },
  ];
  expect(followedIn(center)).toEqual(found);
  expect(followedIn(center, 'protezione-civile')).toEqual(found);
  expect(followedIn(center, 'familyline')).toEqual([]);
});

test('a follower whose dead letters are not found is no reason to say that none wait', () => {
  const { environments } = center;
  expect(() => followedIn({ environments, names: { queues: {} } })).toThrow('citizen-mails of protezione-civile');
});
