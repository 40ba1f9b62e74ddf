import type { Judged } from './judge.ts';

type Row = { name: string; ones: readonly Judged[] };

const count = (ones: readonly Judged[], ...fates: Judged['fate'][]): number =>
  ones.filter(({ fate }) => fates.includes(fate)).length;

/** The share of changes that tests notice, of those that change something; 1 where there is none. */
export function killRate(ones: readonly Judged[]): number {
  const real = ones.length - count(ones, 'equivalent');
  return real === 0 ? 1 : count(ones, 'nearest', 'wider') / real;
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function table(title: string, rows: readonly Row[]): string {
  const head = `| ${title} | changes | nearest tests | wider tests | types only | survived | equivalent | killed by tests |`;
  const cells = rows.map(
    ({ name, ones }) =>
      `| ${name} | ${ones.length} | ${count(ones, 'nearest')} | ${count(ones, 'wider')} | ${count(ones, 'types')} | ` +
      `${count(ones, 'survived')} | ${count(ones, 'equivalent')} | ${percent(killRate(ones))} |`,
  );
  return [head, '|---|---:|---:|---:|---:|---:|---:|---:|', ...cells].join('\n');
}

function grouped(judged: readonly Judged[], nameOf: (one: Judged) => string): Row[] {
  const rows = Map.groupBy(judged, nameOf);
  return [...rows].map(([name, ones]) => ({ name, ones })).sort((one, other) => one.name.localeCompare(other.name));
}

const short = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ').replaceAll('|', '∣').trim();
  return flat.length > 90 ? `${flat.slice(0, 60)} … ${flat.slice(-27)}` : flat;
};

/** The whole report: by folder, by kind, and every change that no test noticed. */
export function report(judged: readonly Judged[]): string {
  const folder = ({ file }: Judged) => file.split('/').slice(0, -1).join('/');
  const unnoticed = judged.filter(({ fate }) => fate === 'survived' || fate === 'types');
  const list = unnoticed.map(
    ({ file, line, kind, from, to, fate }) =>
      `- ${file}:${line} ${kind}: ${short(from)} → ${short(to) || 'nothing'}${fate === 'types' ? ' (types only)' : ''}`,
  );
  return [
    table('folder', [...grouped(judged, folder), { name: 'all', ones: judged }]),
    table(
      'kind',
      grouped(judged, ({ kind }) => kind),
    ),
    unnoticed.length === 0 ? 'Every change was noticed by a test.' : `No test noticed:\n${list.join('\n')}`,
  ].join('\n\n');
}
