import { describe, expect, test } from '@jest/globals';
import { type Account, centerOnAws, isOfInstall } from '../../tools/center-on-aws.ts';

/** An account with the stacks of two centers and something of somebody else. */
function account(): Account & { asked: string[] } {
  const functions: Record<string, Record<string, Record<string, string>>> = {
    'sportello-center': { post: { MAIL_QUEUE_URL: 'q' } },
    'sportello-service-familyline': {
      intake: { SERVICE: 'familyline', REGISTER_TABLE: 'r', INBOX_TABLE: 'i', QUEUE_URL: 'c' },
      plain: {},
    },
    'sportello-test-center': { other: { SERVICE: 'other', REGISTER_TABLE: 'o' } },
    website: { page: {} },
  };
  const portals: Record<string, string> = {
    'sportello-center': 'https://contact.example/',
    'sportello-test-center': 'https://test.example',
  };
  const asked: string[] = [];
  return {
    asked,
    stacks: async () =>
      Object.keys(functions).map((name) => ({
        name,
        outputs: portals[name] === undefined ? {} : { PortalUrl: portals[name] },
      })),
    resourcesOf: async (stack) => {
      asked.push(stack);
      const own = Object.keys(functions[stack] ?? {}).map((name) => ({
        type: 'AWS::Lambda::Function',
        logicalId: `${name}8693`,
        physicalId: name,
      }));
      return [...own, { type: 'AWS::SQS::Queue', logicalId: `Queue${stack}`, physicalId: `https://sqs/${stack}` }];
    },
    environmentOf: async (name) => Object.values(functions).find((own) => name in own)?.[name] ?? {},
  };
}

describe('a center on AWS', () => {
  test('is found by the outputs of its stacks, with the variables of all its functions and of no other', async () => {
    const given = account();
    expect(await centerOnAws('sportello', 'eu-south-1', given)).toEqual({
      kind: 'aws',
      install: 'sportello',
      region: 'eu-south-1',
      url: 'https://contact.example',
      clockOffset: 0,
      names: {
        queues: {
          'Queuesportello-center': 'https://sqs/sportello-center',
          'Queuesportello-service-familyline': 'https://sqs/sportello-service-familyline',
        },
      },
      environments: {
        post: { MAIL_QUEUE_URL: 'q' },
        intake: { SERVICE: 'familyline', REGISTER_TABLE: 'r', INBOX_TABLE: 'i', QUEUE_URL: 'c' },
        plain: {},
      },
    });
    expect(given.asked).toEqual(['sportello-center', 'sportello-service-familyline']);
  });

  test('that is not there is refused with the names of those that are', async () => {
    await expect(centerOnAws('sportelo', 'eu-south-1', account())).rejects.toThrow(
      'in eu-south-1 this account has the centers sportello, sportello-test',
    );
  });

  test('is looked for in vain in an account that has none', async () => {
    const empty: Account = { stacks: async () => [], resourcesOf: async () => [], environmentOf: async () => ({}) };
    await expect(centerOnAws('sportello', 'eu-south-1', empty)).rejects.toThrow('no center at all');
  });

  test.each([
    ['sportello-records', true],
    ['sportello-center', true],
    ['sportello-mail-rules', true],
    ['sportello-records-familyline', true],
    ['sportello-service-protezione-civile', true],
    ['sportello-test-center', false],
    ['sportello', false],
    ['other-center', false],
  ])('has the stack %s: %s', (stack, expected) => {
    expect(isOfInstall('sportello', stack)).toBe(expected);
  });
});
