import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { House } from './house/function.ts';

const fiveMinutes = Duration.minutes(5);

/** Environments at once of all functions, of the thousand that an account has unless it asked for more. */
const manyEnvironments = 800;
/** Calls in five minutes that found no environment: one or two are tried again by whoever called. */
const throttledCalls = 10;
/** Shares at which SES puts an account under review (Amazon SES Developer Guide, "Monitor your sender reputation"). */
const bouncesUnderReview = 0.05;
const complaintsUnderReview = 0.001;
/** Throttled calls of tables in five minutes; the SDK tries each again, so that a few harm nobody. */
const throttledTables = 50;

/** Sums a metric over everything that has it in this account and region: a query, because none of them is named here. */
const sumOf = (metricName: string, namespace: string, label: string) =>
  new MathExpression({ expression: `SELECT SUM(${metricName}) FROM "${namespace}"`, label, period: fiveMinutes });

const ofAccount = (namespace: string, metricName: string, statistic: string, period = fiveMinutes) =>
  new Metric({ namespace, metricName, statistic, period });

/** What belongs to the account and not to one function: its environments, its good name as a sender, what got lost. */
export class AccountWatch extends Construct {
  constructor(scope: Construct, id: string, { house: { alarms } }: { house: House }) {
    super(scope, id);
    alarms.add(this, 'Crowded', {
      chapter: 'functions-crowded',
      impact: 'Functions of all services are about to refuse: nearly every environment of the account is in use.',
      metric: ofAccount('AWS/Lambda', 'ClaimedAccountConcurrency', 'Maximum'),
      above: manyEnvironments,
    });
    alarms.add(this, 'Throttled', {
      chapter: 'functions-throttled',
      impact:
        'Citizens or staff get an error, or work waits: functions are called more often than they may run at once.',
      metric: ofAccount('AWS/Lambda', 'Throttles', 'Sum'),
      above: throttledCalls,
    });
    alarms.add(this, 'Bounces', {
      chapter: 'mails-bounce',
      impact: 'Soon no mail may leave at all: so many come back that SES puts the account under review.',
      metric: ofAccount('AWS/SES', 'Reputation.BounceRate', 'Maximum', Duration.hours(1)),
      above: bouncesUnderReview,
    });
    alarms.add(this, 'Complaints', {
      chapter: 'mails-complained',
      impact: 'Soon no mail may leave at all: so many call our mails unwanted that SES puts the account under review.',
      metric: ofAccount('AWS/SES', 'Reputation.ComplaintRate', 'Maximum', Duration.hours(1)),
      above: complaintsUnderReview,
    });
    alarms.add(this, 'EventsLost', {
      chapter: 'events-lost',
      impact: 'What somebody declared, or what came in, did not reach who must act on it, and is not set aside either.',
      metric: sumOf('InvocationsFailedToBeSentToDlq', 'AWS/Events', 'events that could not even be set aside'),
      above: 0,
    });
    alarms.add(this, 'TimesLost', {
      chapter: 'times-lost',
      impact: 'Something that was due was not begun: hours, ends of declarations or the close of a day may be late.',
      metric: sumOf('InvocationDroppedCount', 'AWS/Scheduler', 'times that Scheduler gave up on'),
      above: 0,
    });
    alarms.add(this, 'TablesThrottled', {
      chapter: 'tables-throttled',
      impact: 'Pages and worklists answer slowly: tables refuse some of what is asked, and it is asked again.',
      metric: sumOf('ThrottledRequests', 'AWS/DynamoDB', 'refusals of tables'),
      above: throttledTables,
      periods: 3,
    });
  }
}
