import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dynamodbRegister } from '../shared/shell/stores/dynamodb-register.ts';
import { indexRegister } from '../shared/shell/stores/index-register.ts';
import { s3SegmentObjects } from '../shared/shell/stores/segment-objects.ts';
import { segmentedIndex } from '../shared/shell/stores/segmented-index.ts';
import { clientsOf, dataOf, placeHelp, placeOptions, servicesOf, variableOf, withCenter } from './center.ts';
import { asTool } from './command.ts';

const help = `
npm run reindex -- [--service S] [--stack NAME | --data DIR]

Makes the index anew by whose words staff find cases, from the register, which is read whole. Meanwhile searches say
that older requests may be missing; codes, numbers and addresses find everything. Stopped half-way and called again it
begins anew.
  --service S     one service (all)
${placeHelp}
  --help          this text
`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({ options: { service: { type: 'string' }, ...placeOptions } });
    await withCenter(values, async (center) => {
      const { dynamodb, s3 } = clientsOf(center);
      for (const service of values.service === undefined ? servicesOf(center) : [values.service]) {
        const register = dynamodbRegister(dataOf(center, service).register, dynamodb);
        const index = segmentedIndex(s3SegmentObjects(variableOf(center, 'WORDS_BUCKET', service), s3));
        const now = new Date(Date.now() + center.clockOffset);
        const cases = await indexRegister(register, index, now, (done) => console.error(`${service}: ${done} cases …`));
        console.log(`${service}: ${cases} cases are found by their words.`);
      }
    });
  });
