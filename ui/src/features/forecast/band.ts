/** The months ahead on the chart: the P10–P90 band, the middle course as a line with its figures, and what each line is at its end. Pure. */
import { m } from "../../i18n.svelte";
import type { ChartTheme } from "../../kit/chart";
import type { Api, Bar } from "./chart";

/** Pixels the names at the end of the lines need. */
export const endRoom = (theme: ChartTheme, width: number): number => Math.round(theme.size * (width > 480 ? 4.4 : 2.9));

/** Moves labels apart that would touch, keeping their order from the top. */
export function apart(tops: readonly number[], room: number): number[] {
  const order = tops.map((top, at) => ({ top, at })).sort((a, b) => a.top - b.top);
  for (let i = 1; i < order.length; i++) {
    const [before, one] = [order[i - 1], order[i]];
    if (before && one) one.top = Math.max(one.top, before.top + room);
  }
  const moved = [...tops];
  for (const { top, at } of order) moved[at] = top;
  return moved;
}

export function bandSeries(theme: ChartTheme, rows: readonly Bar[], at: (minor: number) => number, text: (minor: number) => string, width: number, most: number): Record<string, unknown>[] {
  const ahead = rows.flatMap((row, i) => (row.band ? [{ i, row, low: at(row.band.p10_minor), mid: at(row.band.p50_minor), high: at(row.band.p90_minor) }] : []));
  const first = ahead[0];
  const last = ahead.at(-1);
  if (!first || !last) return [];
  const custom = { type: "custom", silent: true, clip: false, animation: false };
  const label = { fontFamily: theme.font, fontSize: theme.size };
  const near = (one: (typeof ahead)[number]) => one.row.target !== null && one.mid - at(one.row.target) > 0 && one.mid - at(one.row.target) < most / 7;
  return [
    {
      ...custom,
      name: "P10–P90",
      z: 1,
      // All of it, so that the axis reaches as far; drawn once.
      data: ahead.map((one) => [one.i, one.low, one.high]),
      encode: { x: 0, y: [1, 2] },
      renderItem: (params: { dataIndex: number }, api: Api) => {
        if (params.dataIndex !== 0) return;
        const points = [...ahead.map((one) => api.coord([one.i, one.high])), ...ahead.toReversed().map((one) => api.coord([one.i, one.low]))];
        const whiskers = ahead.map((one) => {
          const [x, top] = api.coord([one.i, one.high]);
          const [, foot] = api.coord([one.i, one.low]);
          return { type: "line", shape: { x1: x, y1: top, x2: x, y2: foot }, style: { stroke: theme.accent, lineWidth: 1, opacity: 0.5 } };
        });
        return { type: "group", children: [{ type: "polygon", shape: { points }, style: { fill: theme.band } }, ...whiskers] };
      },
    },
    {
      type: "line",
      name: "P50",
      z: 5,
      symbol: "circle",
      symbolSize: 7,
      showAllSymbol: true,
      cursor: "pointer",
      emphasis: { disabled: true },
      lineStyle: { color: theme.accent, width: 1.75 },
      itemStyle: { color: theme.surface, borderColor: theme.accent, borderWidth: 1.75 },
      data: rows.map((row, i) => {
        const one = ahead.find((found) => found.i === i);
        if (!one) return null;
        const side = one === first && ahead.length > 1;
        return {
          value: one.mid,
          label: { show: true, formatter: text(row.band?.p50_minor ?? 0), position: side ? (width > 480 ? "right" : "top") : near(one) ? "top" : "bottom", distance: 5, color: theme.text, fontWeight: 600, textBorderColor: theme.surface, textBorderWidth: 3, ...label },
        };
      }),
    },
    {
      ...custom,
      name: "",
      z: 6,
      data: [[last.i, last.mid]],
      renderItem: (_: unknown, api: Api) => {
        const [x] = api.coord([last.i, last.mid]);
        const names = [
          { words: "P90", value: last.high, color: theme.textSoft, strong: false },
          { words: "P50", value: last.mid, color: theme.accent, strong: true },
          { words: "P10", value: last.low, color: theme.textSoft, strong: false },
          ...(last.row.target !== null && width > 480 ? [{ words: m.forecast_target(), value: at(last.row.target), color: theme.text, strong: false }] : []),
        ];
        const tops = apart(names.map((one) => api.coord([last.i, one.value])[1]), theme.size * 1.15);
        const out = Math.min((api.size([1, 0])[0] * 0.92) / 2 + 4, 30);
        return { type: "group", children: names.map((one, n) => ({ type: "text", style: { x: x + (one.words.startsWith("P") && width > 480 ? Math.max(12, out) : out), y: tops[n], text: one.words, fill: one.color, font: `${one.strong ? 600 : 400} ${theme.size}px ${theme.font}`, textVerticalAlign: "middle", verticalAlign: "middle" } })) };
      },
    },
  ];
}
