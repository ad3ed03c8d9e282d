/** The trend as a chart and as a table. Pure. */
import { count, decimal, month, NOTHING, percentOf } from "../../format";
import { locale, m, type Locale } from "../../i18n.svelte";
import type { TrendMeasure, TrendMonth } from "../../ipc";
import { categoryAxis, chartBase, valueAxis, type ChartTheme } from "../../kit/chart";

export const MEASURES: readonly TrendMeasure[] = ["win_rate", "cycle", "new", "won"];

export const measureName = (measure: TrendMeasure): string => ({ win_rate: m.funnel_win_rate, cycle: m.funnel_cycle_days, new: m.funnel_new, won: m.funnel_won })[measure]();

/** A month's figure; rates as percent. */
export function valueOf(one: TrendMonth, measure: TrendMeasure): number | null {
  switch (measure) {
    case "win_rate":
      return one.win_rate.denominator === 0 ? null : (100 * one.win_rate.numerator) / one.win_rate.denominator;
    case "cycle":
      return one.cycle_days;
    case "new":
      return one.new.count;
    case "won":
      return one.won.count;
  }
}

export function valueText(one: TrendMonth, measure: TrendMeasure): string {
  const value = valueOf(one, measure);
  if (value === null) return NOTHING;
  return measure === "win_rate" ? percentOf(one.win_rate.numerator, one.win_rate.denominator) : count(value);
}

/** "usually 41.0 – 58.3", in the measure's own unit; empty for a month that does not stand out. */
export function usualText(one: TrendMonth, measure: TrendMeasure): string {
  const mark = one.marks.find((known) => known.measure === measure);
  if (!mark) return "";
  const show = (value: number) => (measure === "win_rate" ? `${decimal(Math.min(value, 10_000) / 100, 1)}%` : decimal(value, 1));
  return m.funnel_usual({ low: show(mark.low), high: show(mark.high) });
}

export function trendTable(months: readonly TrendMonth[]): string[][] {
  const cell = (one: TrendMonth, measure: TrendMeasure) => [valueText(one, measure), usualText(one, measure)].filter(Boolean).join(" · ");
  return [[m.funnel_months(), ...MEASURES.map(measureName)], ...months.map((one) => [month(one.month.start), ...MEASURES.map((measure) => cell(one, measure))])];
}

const shortMonth = (day: string, lang: Locale): string => (lang === "zh" ? month(day, lang).replace(/^\d+\D/, "") : month(day, lang).slice(0, 3));

export function trendOption(theme: ChartTheme, months: readonly TrendMonth[], measure: TrendMeasure, width: number): Record<string, unknown> {
  const lang = locale.current;
  const line = measure === "win_rate" || measure === "cycle";
  const band = (width - 40) / Math.max(1, months.length);
  const marked = (one: TrendMonth) => one.marks.some((mark) => mark.measure === measure);
  const label = { fontFamily: theme.font, fontSize: theme.size, fontWeight: 600 };
  const soft = categoryAxis(theme, months.map((one) => shortMonth(one.month.start, lang))) as { axisLabel: Record<string, unknown> };
  // Every point has its figure beside it where there is room, the unusual ones always.
  const data = months.map((one) => {
    const odd = marked(one);
    return {
      value: valueOf(one, measure),
      symbol: odd ? "diamond" : "circle",
      symbolSize: odd ? 11 : 5,
      itemStyle: { color: odd ? theme.amber : theme.series[0], ...(line ? {} : { borderRadius: [2, 2, 0, 0] }), opacity: one.running ? 0.5 : 1 },
      label: { show: odd || band >= 40, position: "top", formatter: valueText(one, measure), color: theme.text, textBorderColor: theme.surface, textBorderWidth: 3, ...label, ...(odd ? {} : { fontWeight: 400, color: theme.textSoft }) },
    };
  });
  return {
    ...chartBase(theme),
    grid: { left: 4, right: 12, top: 24, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: { ...(chartBase(theme)["tooltip"] as object), trigger: "axis", axisPointer: { type: "none" }, formatter: (hits: { dataIndex: number }[]) => tooltip(months[hits[0]?.dataIndex ?? -1]) },
    xAxis: { ...soft, axisLabel: { ...soft.axisLabel, interval: band < 26 ? 1 : 0 } },
    yAxis: { ...valueAxis(theme, (value) => (measure === "win_rate" ? `${value}%` : count(value))), min: 0, splitNumber: 3, minInterval: 1 },
    series: [{ type: line ? "line" : "bar", name: measureName(measure), data, connectNulls: true, barWidth: "50%", lineStyle: { color: theme.series[0], width: 2 }, emphasis: { disabled: true } }],
  };
}

function tooltip(one: TrendMonth | undefined): string {
  if (!one) return "";
  const lines = MEASURES.map((measure) => [`${measureName(measure)}  ${valueText(one, measure)}`, usualText(one, measure)].filter(Boolean).join(" · "));
  return [one.running ? `${month(one.month.start)} · ${m.funnel_running()}` : month(one.month.start), ...lines].join("\n");
}
