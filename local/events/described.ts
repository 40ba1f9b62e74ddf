import type { FunctionPlan } from '../lambda/host.ts';
import { templateEnvironment } from '../lambda/plans.ts';
import { account, region } from '../template/identity.ts';
import type { Application } from '../template/template.ts';
import type { Governor } from './control.ts';

/** Resources on one page of ListStackResources: as many as AWS gives. */
const pageSize = 100;

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const element = (name: string, value: string): string => `<${name}>${escaped(value)}</${name}>`;
const members = (list: readonly string[]): string => list.map((one) => `<member>${one}</member>`).join('');
const answerOf = (action: string, result: string): string =>
  `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata></${action}Response>`;
const refusal = (code: string, message: string) => ({
  status: 400,
  xml: `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>${element('Code', code)}${element('Message', message)}</Error><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>`,
});

/**
 * Answers CloudFormation's calls DescribeStacks and ListStackResources (query protocol, XML) from the templates, as if
 * all of them had just been deployed; `local` turns public addresses into those of this machine.
 */
export function describeStacks(
  { outputs, resources }: Pick<Application, 'outputs' | 'resources'>,
  local: (value: string) => string,
): (form: string) => { status: number; xml: string } {
  const stackXml = (stack: string): string =>
    [
      element('StackName', stack),
      element('StackId', `arn:aws:cloudformation:${region}:${account}:stack/${stack}/0`),
      element('CreationTime', '2026-01-01T00:00:00.000Z'),
      element('StackStatus', 'CREATE_COMPLETE'),
      `<Outputs>${members(
        Object.entries(outputs[stack] ?? {}).map(
          ([name, value]) => element('OutputKey', name) + element('OutputValue', local(value)),
        ),
      )}</Outputs>`,
    ].join('');
  return (form) => {
    const given = new URLSearchParams(form);
    const [action, stack] = [given.get('Action') ?? '', given.get('StackName')];
    if (stack !== null && outputs[stack] === undefined)
      return refusal('ValidationError', `Stack with id ${stack} does not exist`);
    if (action === 'DescribeStacks') {
      const asked = stack === null ? Object.keys(outputs) : [stack];
      return { status: 200, xml: answerOf(action, `<Stacks>${members(asked.map(stackXml))}</Stacks>`) };
    }
    if (action !== 'ListStackResources' || stack === null)
      return refusal('InvalidAction', `${action} is not answered on one machine`);
    const start = Number(given.get('NextToken') ?? 0);
    const all = resources.filter((resource) => resource.stack === stack);
    const page = all
      .slice(start, start + pageSize)
      .map(({ logicalId, ref, type }) =>
        [
          element('LogicalResourceId', logicalId),
          element('PhysicalResourceId', String(ref)),
          element('ResourceType', type),
          element('ResourceStatus', 'CREATE_COMPLETE'),
          element('LastUpdatedTimestamp', '2026-01-01T00:00:00.000Z'),
        ].join(''),
      );
    const more = start + pageSize < all.length ? element('NextToken', String(start + pageSize)) : '';
    const result = `<StackResourceSummaries>${members(page)}</StackResourceSummaries>${more}`;
    return { status: 200, xml: answerOf(action, result) };
  };
}

/**
 * Answers Lambda's GetFunctionConfiguration: the environment as the templates give it, also of functions that only a
 * deployment runs, such as the one that copies pages into their bucket.
 */
export function describeFunctions(plans: readonly FunctionPlan[], { ofType }: Pick<Application, 'ofType'>): Governor {
  return (method, path) => {
    const name = /^\/2015-03-31\/functions\/([^/]+)\/configuration$/.exec(path)?.[1];
    if (method !== 'GET' || name === undefined) return undefined;
    const isSought = (one: { name: string; arn: string }) => [one.name, one.arn].includes(decodeURIComponent(name));
    const resource = ofType('AWS::Lambda::Function').find(isSought);
    const message = `Function not found: ${decodeURIComponent(name)}`;
    if (!resource) return { status: 404, error: 'ResourceNotFoundException', body: { message, Message: message } };
    const plan = plans.find(isSought);
    const Variables = plan ? templateEnvironment(plan) : (resource.properties['Environment']?.Variables ?? {});
    return {
      status: 200,
      body: { FunctionName: resource.name, FunctionArn: resource.arn, Environment: { Variables } },
    };
  };
}
