import { Stack, type StackProps } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { waiveObjects } from './house/waiver.ts';
import type { ServiceRecords } from './service-records.ts';

export interface MailRulesStackProps extends StackProps {
  services: readonly { definition: ServiceDefinition; own: ServiceRecords }[];
}

/**
 * The rules by which SES takes in mail, of all services; SES follows one set at a time, and which is switched on by
 * hand (docs/runbook.md). A stack of its own: SES tries to write into the bucket when a rule is made, and a mail that
 * it may not leave there must not take phone and desk down with it.
 */
export class MailRulesStack extends Stack {
  constructor(scope: Construct, id: string, props: MailRulesStackProps) {
    super(scope, id, props);
    const ruleSetName = new CfnReceiptRuleSet(this, 'Set').ref;
    for (const { definition, own } of props.services) {
      const recipients = (definition.mail.addresses ?? []).map(({ address }) => address);
      if (recipients.length === 0) continue;
      const service = new Construct(this, definition.service);
      const role = this.leavingRole(service, definition.service, own, ruleSetName);
      const rule = new CfnReceiptRule(service, 'Rule', {
        ruleSetName,
        rule: {
          enabled: true,
          // An address takes its labels with it: replies come to `contact-center+<code>.<signature>@…`.
          recipients,
          scanEnabled: true,
          tlsPolicy: 'Optional',
          actions: [
            {
              s3Action: {
                bucketName: own.mailBucket.bucketName,
                objectKeyPrefix: objectPrefix.incoming,
                iamRoleArn: role.roleArn,
              },
            },
          ],
        },
      });
      rule.node.addDependency(role);
    }
  }

  /**
   * What SES may do with the mails of one service: into a bucket that is encrypted with a key of ours it writes with a
   * role (SES API reference, S3Action: s3:PutObject, kms:Encrypt, kms:GenerateDataKey); a large mail goes in parts, and
   * S3 decrypts those with kms:Decrypt.
   */
  private leavingRole(scope: Construct, service: string, own: ServiceRecords, ruleSetName: string): Role {
    const { partition, region, account } = this;
    const rights = new PolicyDocument({
      minimize: true,
      statements: [
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['s3:PutObject'],
          resources: [own.mailBucket.arnForObjects(`${objectPrefix.incoming}*`)],
        }),
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
          resources: [own.key.keyArn],
        }),
      ],
    });
    const role = new Role(scope, 'Leaving', {
      assumedBy: new ServicePrincipal('ses.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          // Any rule of the set, because a rule that names this role cannot be named by it.
          ArnLike: {
            'aws:SourceArn': `arn:${partition}:ses:${region}:${account}:receipt-rule-set/${ruleSetName}:receipt-rule/*`,
          },
        },
      }),
      description: `Leaves the mails to ${service} in their bucket`,
      inlinePolicies: { own: rights },
    });
    waiveObjects(
      role,
      own.mailBucket as IBucket,
      `${objectPrefix.incoming}*`,
      'SES names each mail by chance: the prefix is all that can be known.',
    );
    return role;
  }
}
