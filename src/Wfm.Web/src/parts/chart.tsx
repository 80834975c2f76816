import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { zone } from '../app/session';
import { clockAt } from '../time/zone';
import { day } from '../words/show';
import { t } from '../words/words';

export type Line = {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly colour: string;
  /** Told apart without colour: dashes. */
  readonly dash?: readonly number[];
  readonly width?: number;
  readonly fill?: string;
  readonly isStepped?: boolean;
  readonly isBar?: boolean;
  readonly isRightAxis?: boolean;
  readonly show: (value: number) => string;
};

type ChartProps = {
  readonly title: string;
  /** Moments in milliseconds. */
  readonly at: readonly number[];
  readonly lines: readonly Line[];
  /** Pairs of lines between which the plane is tinted. */
  readonly bands?: readonly { readonly upper: number; readonly lower: number; readonly fill: string }[];
  readonly height?: number;
  readonly left: (value: number) => string;
  readonly right?: (value: number) => string;
  readonly range?: readonly [number, number];
  readonly byDay?: boolean;
  /** Spans told apart by a tint and their name. */
  readonly marks?: readonly Mark[];
  /** A line one may draw over with the pointer, and what was drawn when it is let go. */
  readonly pen?: { readonly line: number; readonly done: (drawn: readonly Stroke[]) => void };
};

/** A span of the chart with a name, in milliseconds. */
export type Mark = { readonly from: number; readonly to: number; readonly name: string };

/** A figure drawn by hand. */
export type Stroke = { readonly at: number; readonly value: number };

const stepped = uPlot.paths.stepped!({ align: 1 });
const bars = uPlot.paths.bars!({ size: [0.8], align: 1 });

const quarterIncrements = [900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
const dayIncrements = [86400, 2 * 86400, 7 * 86400, 14 * 86400, 28 * 86400];

/** A chart, and behind it the same figures as a table. */
export function Chart(props: ChartProps) {
  const [isTable, setTable] = useState(false);
  return (
    <figure class="chart">
      <figcaption>
        <span>{props.title}</span>
        <button type="button" class="plain" aria-pressed={isTable} onClick={() => setTable(!isTable)}>{t(isTable ? 'chart.asChart' : 'chart.asTable')}</button>
      </figcaption>
      {isTable ? <Table {...props} /> : <Plot {...props} />}
    </figure>
  );
}

const label = (at: number, byDay: boolean | undefined): string => {
  const clock = clockAt(at, zone.value);
  return byDay ? day(clock.date) : clock.time;
};

// Midnight is told by its day.
const tick = (at: number, byDay: boolean | undefined): string => {
  const shown = label(at, byDay);
  return shown === '00:00' ? day(clockAt(at, zone.value).date) : shown;
};

/** The figures as the chart takes them; over a night or a weekend without figures no line is drawn. */
export function withGaps(at: readonly number[], lines: readonly { readonly values: readonly (number | null)[] }[]): uPlot.AlignedData {
  const steps = at.slice(1).map((moment, index) => moment - at[index]!);
  const usual = Math.min(...steps);
  const columns: [number[], ...(number | null)[][]] = [[], ...lines.map(() => [])];
  at.forEach((moment, row) => {
    columns[0].push(moment / 1000);
    lines.forEach((line, index) => (columns[index + 1] as (number | null)[]).push(line.values[row] ?? null));
    if (steps[row] !== undefined && steps[row]! > 4 * usual) {
      columns[0].push((moment + usual) / 1000);
      lines.forEach((_, index) => (columns[index + 1] as (number | null)[]).push(null));
    }
  });
  return columns as uPlot.AlignedData;
}

function Table({ title, at, lines, byDay, marks = [] }: ChartProps) {
  const named = (moment: number) => marks.filter(mark => mark.from <= moment && moment < mark.to).map(mark => ` · ${mark.name}`).join('');
  const spansDays = !byDay && at.length > 0 && clockAt(at[0]!, zone.value).date !== clockAt(at.at(-1)!, zone.value).date;
  return (
    <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={title}>
      <table>
        <caption class="visually-hidden">{title}</caption>
        <thead><tr><th scope="col">{t('time')}</th>{lines.map(line => <th key={line.name} scope="col" class="n">{line.name}</th>)}</tr></thead>
        <tbody>
          {at.map((moment, row) => (
            <tr key={moment}>
              <th scope="row">{spansDays ? `${day(clockAt(moment, zone.value).date)} ` : ''}{label(moment, byDay)}{named(moment)}</th>
              {lines.map(line => <td key={line.name} class="n">{line.values[row] === null || line.values[row] === undefined ? '–' : line.show(line.values[row]!)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Plot({ title, at, lines, bands, height = 220, left, right, range, byDay, marks, pen }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const held = useRef(pen);
  held.current = pen;
  const mayDraw = pen !== undefined;
  const data = useMemo(() => withGaps(at, lines), [at, lines]);
  useEffect(() => {
    const target = place.current!;
    const options: uPlot.Options = {
      width: target.clientWidth || 600,
      height,
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), zone.value),
      scales: { x: { time: true }, y: range ? { range: [range[0], range[1]] } : { range: (_, low, high) => [Math.min(0, low ?? 0), (high ?? 1) * 1.08 || 1] }, right: { range: (_, __, high) => [0, (high || 1) * 1.1] } },
      series: [
        { value: (_, seconds) => (seconds === null ? '–' : label(seconds * 1000, byDay)), label: t('time') },
        ...lines.map<uPlot.Series>(line => ({
          label: line.name, stroke: line.colour, width: line.width ?? 2, scale: line.isRightAxis ? 'right' : 'y', points: { show: false },
          value: (_, value) => (value === null ? '–' : line.show(value)),
          ...(line.fill ? { fill: line.fill } : {}), ...(line.dash ? { dash: [...line.dash] } : {}), ...(line.isStepped ? { paths: stepped } : {}), ...(line.isBar ? { paths: bars } : {}),
        })),
      ],
      ...(bands ? { bands: bands.map(band => ({ series: [band.upper + 1, band.lower + 1] as [number, number], fill: band.fill })) } : {}),
      axes: [
        { values: (_, splits) => splits.map(seconds => tick(seconds * 1000, byDay)), space: byDay ? 90 : 60, incrs: byDay ? dayIncrements : quarterIncrements, font: '12px system-ui', stroke: '#52606d', grid: { stroke: '#e3e8ec' } },
        { values: (_, splits) => splits.map(left), size: 60, font: '12px system-ui', stroke: '#52606d', grid: { stroke: '#e3e8ec' } },
        ...(right ? [{ scale: 'right', side: 1 as const, values: (_: uPlot, splits: number[]) => splits.map(right), size: 60, font: '12px system-ui', stroke: '#52606d', grid: { show: false } }] : []),
      ],
      legend: { live: true },
      cursor: { drag: { x: false, y: false } },
      ...(marks?.length ? { hooks: { drawClear: [(drawn: uPlot) => tint(drawn, marks)], draw: [(drawn: uPlot) => nameOf(drawn, marks)] } } : {}),
    };
    const plot = new uPlot(options, data, target);
    if (mayDraw) takePen(plot, held);
    const watcher = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height }));
    watcher.observe(target);
    return () => {
      watcher.disconnect();
      plot.destroy();
    };
  }, [data, height, mayDraw, marks]);
  const told = (marks ?? []).filter(mark => at.length > 0 && mark.to > at[0]! && mark.from <= at.at(-1)!).map(mark => `${mark.name}. `).join('');
  return <div ref={place} class={mayDraw ? 'plot drawn' : 'plot'} role="img" aria-label={`${title}. ${told}${t('chart.hint')}`} />;
}

type Spanned = { readonly mark: Mark; readonly left: number; readonly right: number };

const seen = (plot: uPlot, marks: readonly Mark[]): readonly Spanned[] => {
  const [low, high] = [plot.scales.x!.min!, plot.scales.x!.max!];
  const place = (moment: number) => plot.valToPos(Math.min(high, Math.max(low, moment / 1000)), 'x', true);
  return marks.filter(mark => mark.to / 1000 > low && mark.from / 1000 < high).map(mark => ({ mark, left: place(mark.from), right: place(mark.to) }));
};

/** Tints the spans behind the lines. */
function tint(plot: uPlot, marks: readonly Mark[]): void {
  plot.ctx.fillStyle = 'rgba(138,75,0,.10)';
  for (const { left, right } of seen(plot, marks)) plot.ctx.fillRect(left, plot.bbox.top, Math.max(2, right - left), plot.bbox.height);
}

/** Writes their names at the bottom, where few lines run; neighbours on rows of their own. */
function nameOf(plot: uPlot, marks: readonly Mark[]): void {
  const { ctx, bbox } = plot;
  const size = 12 * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${size}px system-ui`;
  ctx.textBaseline = 'bottom';
  ctx.fillStyle = '#6b3a00';
  seen(plot, marks).forEach(({ mark, left }, row) => ctx.fillText(mark.name, left + size / 3, bbox.top + bbox.height - size / 3 - (row % 3) * size * 1.2));
  ctx.restore();
}

/** Follows the pointer over the plot: each figure it passes is set to where it is, and told once it is let go. */
function takePen(plot: uPlot, held: { readonly current: ChartProps['pen'] }): void {
  let stroke: Map<number, number> | null = null;
  let last = -1;
  const follow = (event: PointerEvent) => {
    const box = plot.over.getBoundingClientRect();
    const index = plot.posToIdx(event.clientX - box.left);
    const value = Math.max(0, plot.posToVal(event.clientY - box.top, 'y'));
    const series = plot.data[held.current!.line + 1] as (number | null)[];
    // A quick pointer jumps over figures: those between get the same.
    for (let step = last < 0 ? index : Math.min(last, index); step <= Math.max(last, index); step++) {
      if (series[step] === null || series[step] === undefined) continue;
      series[step] = value;
      stroke!.set(step, value);
    }
    last = index;
    plot.setData(plot.data, false);
  };
  plot.over.addEventListener('pointerdown', event => {
    plot.over.setPointerCapture(event.pointerId);
    stroke = new Map();
    last = -1;
    follow(event);
  });
  plot.over.addEventListener('pointermove', event => stroke && follow(event));
  plot.over.addEventListener('pointerup', () => {
    const drawn = [...(stroke ?? [])].map(([index, value]) => ({ at: plot.data[0][index]! * 1000, value }));
    stroke = null;
    if (drawn.length > 0) held.current!.done(drawn);
  });
}
