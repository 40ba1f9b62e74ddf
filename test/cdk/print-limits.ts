// How full our installation makes what AWS limits: `npm run limits`.
import { agreed, services } from './agreed.ts';
import { awsLimits, fullest } from './aws-limits.ts';

const rows = awsLimits.map((limit) => {
  const { what, value } = fullest(limit, agreed);
  return {
    share: value / limit.limit,
    line: [limit.name, `${value}`, `${limit.limit} ${limit.unit}`.trim(), what, limit.source],
  };
});
console.log(
  `| with ${services.length} services | most | AWS allows | full | where | source |\n|---|---:|---:|---:|---|---|`,
);
for (const {
  share,
  line: [name, value, limit, what, source],
} of rows.toSorted((one, other) => other.share - one.share))
  console.log(
    `| ${name} | ${value} | ${limit} | ${Math.round(share * 100)}% | ${(what ?? '').replaceAll('"', '').slice(0, 60)} | ${source} |`,
  );
