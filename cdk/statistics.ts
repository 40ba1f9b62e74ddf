import { Construct } from 'constructs';
import { answerApart } from './api.ts';
import type { FollowingProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByFollowing } from './house/wake.ts';

/** Counts what one service promised and did, as its register grows, and tells anybody. */
export class Statistics extends Construct {
  constructor(scope: Construct, id: string, given: FollowingProps) {
    super(scope, id);
    this.count(given);
    this.tell(given);
  }

  private count({ house, definition, own }: FollowingProps): void {
    const { service } = definition;
    const followed = own.followed.statistics;
    const entryTold = new HouseFunction(this, 'EntryTold', {
      house,
      bundle: 'statistics-entry-told',
      description: `Counts what changes in cases of ${service}`,
      errorImpact: `The figures of the charter of ${service} stand still; nothing of them is lost.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        FIGURES_TABLE: own.figures.tableName,
        FOLLOWED_QUEUE_URL: followed.queue.queueUrl,
      },
    });
    entryTold.allow(['dynamodb:Query', 'dynamodb:Scan'], [own.register.tableArn]);
    entryTold
      .allow(
        [
          'dynamodb:BatchGetItem',
          'dynamodb:DeleteItem',
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:Scan',
          'dynamodb:UpdateItem',
        ],
        [own.figures.tableArn],
      )
      .allowKey(own.key, keyUse.table);
    wakeByFollowing(this, 'EntryToldSource', entryTold, {
      house,
      followed,
      key: own.key,
      // A month is eight items, and cases of one wait for one another.
      maximumConcurrency: 5,
      late: {
        chapter: 'statistics-late',
        impact: `The figures of the charter of ${service} are more than five minutes old.`,
      },
      setAside: `News of a case of ${service} were not counted: the figures of its charter are wrong until they are.`,
    });
  }

  private tell({ house, definition, own, shared }: FollowingProps): void {
    const { service } = definition;
    const anyoneGet = new HouseFunction(this, 'AnyoneGet', {
      house,
      bundle: 'statistics-anyone-get',
      description: `Tells anybody what ${service} did of what it promised`,
      errorImpact: `Citizens cannot read the charter of ${service}; all else of it answers.`,
      environment: { SERVICE: service, FIGURES_TABLE: own.figures.tableName },
    });
    anyoneGet.allow(['dynamodb:GetItem', 'dynamodb:Query'], [own.figures.tableArn]).allowKey(own.key, keyUse.read);
    answerApart(this, anyoneGet, { http: own.http, service, keysTaken: shared.originKeys.taken });
  }
}
