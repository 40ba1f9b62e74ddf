import type { Bar } from '../../../shared/core/cases/board.ts';

const [width, row, bar] = [320, 34, 12];

/**
 * A chart of bars, a name and a number on each: our own drawing, since whoever cannot see it reads the same numbers in
 * the table that `described` leads to.
 */
export function BarChart(props: {
  id: string;
  title: string;
  described: string;
  bars: readonly Bar[];
  name: (key: string) => string;
}) {
  const { id, title, described, bars, name } = props;
  return (
    <svg
      class="bar-chart"
      role="img"
      viewBox={`0 0 ${width} ${bars.length * row}`}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{described}</desc>
      {bars.map(({ key, value, length }, place) => (
        <g key={key} transform={`translate(0 ${place * row})`}>
          <text x={0} y={13}>
            {name(key)}
          </text>
          <rect class="ground" x={0} y={18} width={width - 40} height={bar} />
          <rect class="bar" x={0} y={18} width={length * (width - 40)} height={bar} />
          <text class="value" x={width} y={28} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
    </svg>
  );
}
