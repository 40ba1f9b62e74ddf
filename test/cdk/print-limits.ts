// How full our installation, and one of twelve services, make what AWS limits: `npm run limits`.
import { agreed, services } from './agreed.ts';
import { awsLimits, fullest } from './aws-limits.ts';
import { templates } from './synthesis.ts';

const twelve = await templates('twelve');
const share = (value: number, limit: number) => `${Math.round((100 * value) / limit)}%`;

const rows = awsLimits.map((limit) => {
  const [ours, most] = [fullest(limit, agreed), fullest(limit, twelve)];
  return {
    full: most.value / limit.limit,
    line: [
      limit.name,
      `${limit.limit} ${limit.unit}`.trim(),
      `${ours.value}, ${share(ours.value, limit.limit)}`,
      `${most.value}, ${share(most.value, limit.limit)}`,
      most.what.replaceAll('"', '').slice(0, 60),
      limit.source,
    ],
  };
});
console.log(
  `| | AWS allows | with ${services.length} services | with 12 | where | source |\n|---|---:|---:|---:|---|---|`,
);
for (const { line } of rows.toSorted((one, other) => other.full - one.full)) console.log(`| ${line.join(' | ')} |`);
