/** The months around today as a chart and as a table. Pure. */
import { amount, exponent, money, month, NOTHING, symbol } from "../../format";
import { locale, m, type Locale } from "../../i18n.svelte";
import { categoryAxis, chartBase, valueAxis, type ChartTheme } from "../../kit/chart";
import { estimate, modelName } from "../../records/forecast/models";
import { bandSeries, endRoom } from "./band";
import { contains } from "../../records/periods/period";
import type { Forecast, ForecastBand, ForecastMonth, Model } from "../../records/forecast/types";

export interface Bar {
  month: ForecastMonth;
  /** "3月" / "Mar". */
  label: string;
  won: number;
  /** By the chosen model; 0 for months that are over. */
  expected: number;
  target: number | null;
  /** The learned band of the whole month, where it is drawn. */
  band: ForecastBand | null;
  state: "past" | "now" | "coming";
  inPeriod: boolean;
}

const shortMonth = (day: string, lang: Locale): string => (lang === "zh" ? month(day, lang).replace(/^\d+\D/, "") : month(day, lang).slice(0, 3));

export function bars(forecast: Pick<Forecast, "timeline" | "today" | "period" | "ahead">, model: Model, lang: Locale): Bar[] {
  return forecast.timeline.map((one) => {
    const past = one.month.end < forecast.today;
    const band = model === "learned" && !past ? (forecast.ahead[one.month.start] ?? null) : null;
    return {
      month: one,
      label: shortMonth(one.month.start, lang),
      won: one.line.won_minor,
      expected: past || model === "learned" ? 0 : estimate(one.line, model),
      band,
      target: one.target_minor,
      state: past ? "past" : contains(one.month, forecast.today) ? "now" : "coming",
      inPeriod: one.month.start <= forecast.period.end && one.month.end >= forecast.period.start,
    };
  });
}

/** The unit in which the chart writes its figures: 万, 亿, K, M; by its largest. */
export function unitOf(rows: readonly Bar[], currency: string, lang: Locale): { unit: string; power: number; decimals: number } {
  const most = Math.max(0, ...rows.map((row) => Math.max(row.won + row.expected, row.target ?? 0, row.band?.p90_minor ?? 0)));
  const whole = most / 10 ** exponent(currency);
  if (lang === "zh") return whole >= 1e9 ? { unit: amount(10 ** (8 + exponent(currency)), currency, lang)?.unit ?? "", power: 8, decimals: 1 } : whole >= 2e4 ? { unit: amount(10 ** (4 + exponent(currency)), currency, lang)?.unit ?? "", power: 4, decimals: whole >= 1e6 ? 0 : 1 } : { unit: "", power: 0, decimals: 0 };
  if (whole >= 1e9) return { unit: "B", power: 9, decimals: 2 };
  if (whole >= 1e6) return { unit: "M", power: 6, decimals: 2 };
  return whole >= 2e3 ? { unit: "K", power: 3, decimals: whole >= 1e5 ? 0 : 1 } : { unit: "", power: 0, decimals: 0 };
}

/** "万元", "¥M". */
export function unitName(unit: string, currency: string): string {
  return currency === "CNY" ? m.forecast_unit_yuan({ unit }) : `${symbol(currency).trim()} ${unit}`.trim();
}

/** Half up from whole minor units. */
export function scale(minor: number, currency: string, power: number, decimals: number): number {
  const step = 10 ** (exponent(currency) + power - decimals);
  return Math.floor((2 * minor + step) / (2 * step)) / 10 ** decimals;
}

export function table(rows: readonly Bar[], model: Model, currency: string): string[][] {
  if (model === "learned")
    return [
      [m.forecast_month(), m.forecast_won(), "P10", "P50", "P90", m.forecast_target()],
      ...rows.map((row) => [month(row.month.month.start), row.state === "coming" && row.won === 0 ? NOTHING : money(row.won, currency), ...[row.band?.p10_minor, row.band?.p50_minor, row.band?.p90_minor].map((minor) => money(minor, currency)), money(row.target, currency)]),
    ];
  return [
    [m.forecast_month(), m.forecast_won(), m.forecast_expected({ model: modelName(model) }), m.forecast_together(), m.forecast_target()],
    ...rows.map((row) => [
      month(row.month.month.start),
      row.state === "coming" && row.won === 0 ? NOTHING : money(row.won, currency),
      row.state === "past" ? NOTHING : money(row.expected, currency),
      money(row.won + row.expected, currency),
      money(row.target, currency),
    ]),
  ];
}

export interface Api {
  value: (dimension: number) => number;
  coord: (at: [number, number]) => [number, number];
  size: (of: [number, number]) => [number, number];
}

/** Won as solid bars, the expected on top of it tinted, the target as a tick across the month. */
export function option(theme: ChartTheme, rows: readonly Bar[], model: Model, currency: string, width = 640): Record<string, unknown> {
  const unit = unitOf(rows, currency, locale.current);
  const side = rows.some((row) => row.band) ? endRoom(theme, width) : 4;
  const band = (width - 36 - side) / Math.max(1, rows.length);
  const { power } = unit;
  // Narrow bars leave room for one digit after the point.
  const decimals = band < 42 ? Math.min(1, unit.decimals) : unit.decimals;
  const years = rows.length > 12;
  const at = (minor: number) => scale(minor, currency, power, decimals);
  const most = Math.max(1, ...rows.map((row) => Math.max(at(row.won + row.expected), at(row.target ?? 0), at(row.band?.p90_minor ?? 0))));
  const ahead = rows.some((row) => row.band);
  const text = (minor: number) => at(minor).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  // A label fits inside a bar of at least a ninth of the height; else it stands above, with a rim against the tick.
  const part = band < 48 ? 0.66 : 0.46;
  const fits = (minor: number) => text(minor).length * theme.size * 0.58 <= band * Math.min(1, part + 0.2);
  const tall = (minor: number) => at(minor) > most / 9;
  // Where the target's tick would strike it through, it goes to the foot of the bar.
  const struck = (top: number, target: number | null) => target !== null && at(top) - at(target) < most / 7 && at(top) >= at(target);
  const inside = (top: number, own: number, target: number | null) => (struck(top, target) && at(own) > most / 4 ? "insideBottom" : "insideTop");
  const rim = { textBorderColor: theme.surface, textBorderWidth: 3 };
  const label = { fontFamily: theme.font, fontSize: theme.size, fontWeight: 600 };
  const base = { type: "bar", stack: "month", barWidth: `${part * 100}%`, cursor: "pointer", emphasis: { disabled: true } };
  const soft = categoryAxis(theme, rows.map((row) => row.label)) as { axisLabel: Record<string, unknown> };
  return {
    ...chartBase(theme),
    grid: { left: 4, right: side, top: 18, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: { ...(chartBase(theme)["tooltip"] as object), trigger: "axis", axisPointer: { type: "none" }, formatter: (hits: { dataIndex: number }[]) => tooltip(rows[hits[0]?.dataIndex ?? -1], model, currency) },
    xAxis: { ...soft, axisLabel: { ...soft.axisLabel, interval: band < 26 ? 1 : 0, formatter: (_: string, i: number) => `{${rows[i]?.state === "now" ? "now" : rows[i]?.inPeriod ? "in" : "out"}|${rows[i]?.label ?? ""}}${years && (i === 0 || rows[i]?.month.month.start.slice(5, 7) === "01") ? `\n{out|${rows[i]?.month.month.start.slice(0, 4)}}` : ""}`, rich: { now: { ...label, color: theme.text }, in: { ...label, fontWeight: 400, color: theme.text }, out: { ...label, fontWeight: 400, color: theme.textSoft } } } },
    yAxis: { ...valueAxis(theme), min: 0, splitNumber: 4, ...(decimals === 0 && most < 4 ? { minInterval: 1 } : {}) },
    series: [
      {
        ...base,
        name: m.forecast_won(),
        itemStyle: { color: theme.series[0] },
        data: rows.map((row) => ({ value: at(row.won), itemStyle: { borderRadius: row.expected > 0 ? 0 : [2, 2, 0, 0] }, label: { show: row.won > 0 && tall(row.won) && fits(row.won), position: inside(row.won, row.won, row.target), formatter: text(row.won), color: theme.onAccent, ...label } })),
      },
      {
        ...base,
        name: m.forecast_expected({ model: modelName(model) }),
        itemStyle: { color: theme.bandStrong, borderColor: theme.series[0], borderWidth: 1, borderType: "dashed" },
        data: rows.map((row) => ({
          value: at(row.expected),
          itemStyle: { borderRadius: [2, 2, 0, 0], ...(row.expected > 0 ? {} : { borderWidth: 0 }) },
          label: { show: (row.won > 0 || row.expected > 0) && !(row.expected === 0 && tall(row.won)) && fits(row.won + row.expected), position: tall(row.expected) ? inside(row.won + row.expected, row.expected, row.target) : "top", formatter: text(row.won + row.expected), color: theme.text, ...label, ...(tall(row.expected) ? {} : rim) },
        })),
      },
      {
        type: "custom",
        name: m.forecast_target(),
        silent: true,
        z: 4,
        clip: false,
        data: rows.flatMap((row, i) => (row.target === null ? [] : [[i, at(row.target)]])),
        renderItem: (_: unknown, api: Api) => {
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const half = (api.size([1, 0])[0] * Math.min(0.92, part + 0.24)) / 2;
          return { type: "line", shape: { x1: x - half, y1: y, x2: x + half, y2: y }, style: { stroke: theme.target, lineWidth: 2 } };
        },
      },
      ...(ahead ? bandSeries(theme, rows, at, text, width, most) : []),
      {
        // The whole column of a month can be clicked, not only its bar or point.
        type: "custom",
        name: m.forecast_month(),
        z: 9,
        cursor: "pointer",
        animation: false,
        data: rows.map((_, i) => [i, 0]),
        renderItem: (params: { coordSys: { y: number; height: number } }, api: Api) => {
          const wide = api.size([1, 0])[0];
          return { type: "rect", shape: { x: api.coord([api.value(0), 0])[0] - wide / 2, y: params.coordSys.y, width: wide, height: params.coordSys.height }, style: { fill: "transparent" } };
        },
      },
    ],
  };
}

function tooltip(row: Bar | undefined, model: Model, currency: string): string {
  if (!row) return "";
  const lines = [month(row.month.month.start)];
  if (row.won > 0 || row.state !== "coming") lines.push(`${m.forecast_won()}  ${money(row.won, currency)}`);
  if (row.band) lines.push(`P10  ${money(row.band.p10_minor, currency)}`, `P50  ${money(row.band.p50_minor, currency)}`, `P90  ${money(row.band.p90_minor, currency)}`);
  else if (row.state !== "past" && model !== "learned") lines.push(`${m.forecast_expected({ model: modelName(model) })}  ${money(row.expected, currency)}`);
  if (row.target !== null) lines.push(`${m.forecast_target()}  ${money(row.target, currency)}`);
  return lines.join("\n");
}
