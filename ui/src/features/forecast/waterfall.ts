/** Why the outlook moved, as columns of a chart: two totals, and between them the steps that add up to the difference. Pure. */
import { amount, exponent, money, moneyFull, NOTHING } from "../../format";
import { locale, m } from "../../i18n.svelte";
import type { ForecastWaterfall, WaterfallStep } from "../../ipc";
import { categoryAxis, chartBase, valueAxis, type ChartTheme } from "../../kit/chart";
import { scale, type Api } from "./chart";
import type { Explanation } from "../../records/figures/explanation";
import type { DealId } from "../../records/forecast/types";

type Cause = WaterfallStep["cause"];
export interface Column {
  /** null for the two totals. */
  causes: readonly Cause[] | null;
  name: string;
  /** What it adds, or the total itself. */
  minor: number;
  /** Levels before and after, or 0 and the total. */
  from: number;
  to: number;
  count: number;
  ids: readonly DealId[];
}

const MOST = 7;

/** Steps that moved nothing are left out; when there are too many for the chart, the smallest are one. */
export function columns(of: Pick<ForecastWaterfall, "start" | "steps" | "end">, start: string, end: string): Column[] {
  const moved = of.steps.filter((step) => step.outlook_minor !== 0);
  const small = new Set(moved.length > MOST ? [...moved].sort((a, b) => Math.abs(a.outlook_minor) - Math.abs(b.outlook_minor)).slice(0, moved.length - MOST + 1) : []);
  let level = of.start.outlook_minor;
  const list: Column[] = [{ causes: null, name: start, minor: level, from: 0, to: level, count: of.start.open_count + of.start.won_count, ids: [] }];
  const add = (causes: readonly Cause[], name: string, steps: readonly WaterfallStep[]) => {
    const minor = steps.reduce((sum, step) => sum + step.outlook_minor, 0);
    const ids = [...new Set(steps.flatMap((step) => step.ids))];
    list.push({ causes, name, minor, from: level, to: level + minor, count: ids.length, ids });
    level += minor;
  };
  for (const step of moved) if (!small.has(step)) add([step.cause], step.label, [step]);
  if (small.size > 0) add([...small].map((step) => step.cause), m.forecast_cause_other(), [...small]);
  list.push({ causes: null, name: end, minor: of.end.outlook_minor, from: 0, to: of.end.outlook_minor, count: of.end.open_count + of.end.won_count, ids: [] });
  return list;
}

/** Where the axis begins: at zero, or so high that the steps can be seen; then the totals are drawn cut. */
export function base(list: readonly Column[]): number {
  const levels = list.flatMap((one) => (one.causes ? [one.from, one.to] : [one.to]));
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const floor = low - Math.max((high - low) * 0.7, high * 0.04);
  return low > 0 && floor > high * 0.3 ? floor : 0;
}

export function table(list: readonly Column[], currency: string): string[][] {
  return [[m.forecast_why(), m.forecast_amount(), m.forecast_count()], ...list.map((one) => [one.name, one.causes ? signedMoney(one.minor, currency) : money(one.minor, currency), one.causes ? String(one.count) : NOTHING])];
}
export const signedMoney = (minor: number, currency: string): string => (minor > 0 ? `+${money(minor, currency)}` : money(minor, currency));

/** Short figures for the columns; in Chinese without the unit, which the heading names. */
export function texter(list: readonly Column[], currency: string): { unit: string; of: (one: Column) => string } {
  const most = Math.max(0, ...list.map((one) => Math.abs(one.to))) / 10 ** exponent(currency);
  const sign = (one: Column) => (one.causes ? (one.minor > 0 ? "+" : one.minor < 0 ? "−" : "") : "");
  if (locale.current === "zh" && most >= 2e4) {
    const power = most >= 1e9 ? 8 : 4;
    const digits = (minor: number, decimals: number) => scale(Math.abs(minor), currency, power, decimals).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    return { unit: amount(10 ** (power + exponent(currency)), currency)?.unit ?? "", of: (one) => `${sign(one)}${digits(one.minor, one.causes || power === 8 ? (Math.abs(one.minor) >= 1e3 * 10 ** (power + exponent(currency)) ? 0 : 1) : most >= 1e6 ? 0 : 1)}` };
  }
  return {
    unit: "",
    of: (one) => {
      const parts = amount(Math.abs(one.minor), currency);
      return parts ? `${sign(one)}${parts.number}${parts.unit}` : "";
    },
  };
}

/** A name that does not fit goes into two lines, broken where it is least bad. `letters` is the room, in widths of a Chinese letter. */
export function twoLines(name: string, letters: number): string {
  const all = [...name];
  const words = name.split(" ");
  if (words.length > 1 && all.length * 0.55 > letters - 0.5) {
    const half = Math.ceil(words.length / 2);
    return `${words.slice(0, half).join(" ")}\n${words.slice(half).join(" ")}`;
  }
  if (!/^[\p{Script=Han}\p{P}\d]+$/u.test(name) || all.length < 4 || all.length <= letters - 1) return name;
  const month = /^\d+\p{Script=Han}/u.exec(name)?.[0];
  const at = month ? month.length : Math.ceil(all.length / 2);
  return `${all.slice(0, at).join("")}\n${all.slice(at).join("")}`;
}

export function option(theme: ChartTheme, list: readonly Column[], currency: string, width: number): Record<string, unknown> {
  const floor = base(list);
  const text = texter(list, currency).of;
  const band = (width - 4) / Math.max(1, list.length);
  const high = Math.max(1, ...list.map((one) => Math.max(one.from, one.to)));
  const low = Math.min(floor, ...list.map((one) => (one.causes ? Math.min(one.from, one.to) : one.to)));
  const label = { fontFamily: theme.font, fontSize: theme.size };
  const axis = categoryAxis(theme, list.map((one) => twoLines(one.name, band / theme.size))) as { axisLabel: Record<string, unknown> };
  return {
    ...chartBase(theme),
    grid: { left: 2, right: 2, top: 18, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: { ...(chartBase(theme)["tooltip"] as object), trigger: "item", formatter: (hit: { dataIndex: number }) => tooltip(list[hit.dataIndex], currency) },
    xAxis: { ...axis, axisLabel: { ...axis.axisLabel, interval: 0, lineHeight: theme.size * 1.2 } },
    yAxis: { ...valueAxis(theme), min: low, max: high + (high - low) * 0.02, axisLabel: { show: false }, splitLine: { show: false } },
    series: [
      {
        type: "custom",
        name: m.forecast_why(),
        cursor: "pointer",
        data: list.map((one, i) => [i, one.causes ? one.from : floor, one.to]),
        encode: { x: 0, y: [1, 2] },
        renderItem: (params: { dataIndex: number; coordSys: { y: number; height: number } }, api: Api) => {
          const one = list[params.dataIndex];
          if (!one) return;
          const [x, start] = api.coord([api.value(0), api.value(1)]);
          const [, end] = api.coord([api.value(0), api.value(2)]);
          const wide = api.size([1, 0])[0];
          const half = wide * 0.35;
          const [top, foot] = [Math.min(start, end), Math.max(start, end)];
          const next = list[params.dataIndex + 1];
          const color = one.causes ? (one.minor >= 0 ? theme.green : theme.red) : theme.grey;
          // The whole column can be clicked: a step may be thin.
          const children: Record<string, unknown>[] = [{ type: "rect", shape: { x: x - wide / 2, y: params.coordSys.y, width: wide, height: params.coordSys.height }, style: { fill: "transparent" } }, { type: "rect", shape: { x: x - half, y: top, width: half * 2, height: Math.max(1.5, foot - top), r: 1 }, style: { fill: color } }];
          // A visible break: this column does not begin at zero.
          if (!one.causes && floor > 0) {
            const at = foot - 12;
            children.push({ type: "polygon", shape: { points: [[x - half - 2, at], [x + half + 2, at - 5], [x + half + 2, at - 1], [x - half - 2, at + 4]] }, style: { fill: theme.surface } });
          }
          if (next) children.push({ type: "line", shape: { x1: x + half, y1: end, x2: x + wide - half, y2: end }, style: { stroke: theme.axis, lineWidth: 1, lineDash: [2, 2] } });
          children.push({ type: "text", style: { x, y: top - 4, text: text(one), fill: one.causes ? theme.textSoft : theme.text, font: `${one.causes ? 400 : 600} ${theme.size}px ${theme.font}`, textAlign: "center", align: "center", textVerticalAlign: "bottom", verticalAlign: "bottom" } });
          return { type: "group", children };
        },
        label,
      },
    ],
  };
}

function tooltip(one: Column | undefined, currency: string): string {
  if (!one) return "";
  return one.causes ? `${one.name}\n${signedMoney(one.minor, currency)} · ${m.forecast_deals({ count: one.count, n: one.count })}` : `${one.name}\n${money(one.minor, currency)}`;
}

/** What stands behind a column. */
export function explainColumn(one: Column, list: readonly Column[], currency: string, model: string): Explanation {
  const [start, end] = [list[0], list.at(-1)];
  const numbers = one.causes
    ? [{ label: one.name, value: signedFull(one.minor, currency), strong: true }]
    : [
        ...list.filter((each) => each.causes || each === start).map((each) => ({ label: each.name, value: each.causes ? signedFull(each.minor, currency) : moneyFull(each.minor, currency) })),
        { label: end?.name ?? "", value: moneyFull(end?.minor, currency), line: true, strong: true },
      ];
  const shown = one === start ? [{ label: one.name, value: moneyFull(one.minor, currency), strong: true }] : numbers;
  return {
    of: one.causes ? one.name : m.forecast_outlook_by({ model }),
    formula: one.causes ? m.forecast_formula_why({ count: one.count, n: one.count }) : m.forecast_formula_outlook({ formula: model }),
    numbers: shown,
    rule: m.forecast_rule_why(),
    groups: one.ids.length > 0 ? [{ label: one.name, ask: null, filter: { ids: [...one.ids] }, count: one.count, minor: 0 }] : [],
  };
}
const signedFull = (minor: number, currency: string): string => (minor > 0 ? `+${moneyFull(minor, currency)}` : moneyFull(minor, currency));
