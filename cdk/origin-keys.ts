import { CrossStackReferences, ReferenceStrength, RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { waive } from './house/waiver.ts';

/**
 * The keys of a step of the exchange, by number: the one that CloudFront sends, and the two that the API takes. An
 * exchange is two steps, each one deployment: first CloudFront sends the next key, which the API takes already, then
 * the API takes the old one no more. So it does not matter which of them a deployment reaches first.
 */
export const keysOfStep = (step: number): { sent: number; taken: [number, number] } => {
  const older = Math.floor(step / 2);
  return { sent: Math.ceil(step / 2), taken: [older, older + 1] };
};

/**
 * What CloudFront adds to each request to the API, and the API demands, so that nobody goes around the firewall by the
 * API's own address. CloudFormation writes the values of these secrets where the templates refer to them (dynamic
 * references: 60 in a template, and secrets of the stack's own region).
 */
export class OriginKeys extends Construct {
  /** What CloudFront sends. */
  readonly sent: string;
  /** What the API takes, parted by a blank. */
  readonly taken: string;

  constructor(scope: Construct, id: string, { key, step }: { key: Key; step: number }) {
    super(scope, id);
    const { sent, taken } = keysOfStep(step);
    const values = new Map(taken.map((number) => [number, this.generated(number, key)]));
    this.sent = values.get(sent) ?? '';
    this.taken = [...values.values()].join(' ');
  }

  private generated(number: number, encryptionKey: Key): string {
    const secret = new Secret(this, `Key${number}`, {
      description: `Key ${number} that CloudFront shows to the API; the next one is made by sportello:origin-key-step`,
      encryptionKey,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      // An update that is taken back refers to it again.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    waive(
      secret,
      'SMG4',
      'CloudFront and the functions keep what they were deployed with: it is exchanged by two deployments (runbook).',
    );
    // An exchange takes a key away while other stacks still have its value: an export would not let it go.
    CrossStackReferences.of(secret).produce(ReferenceStrength.WEAK);
    return secret.secretValue.unsafeUnwrap();
  }
}
