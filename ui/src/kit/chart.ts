/** The tokens as a chart needs them: plain colours and pixels read from the page. */
export interface ChartTheme {
  series: string[];
  text: string;
  textSoft: string;
  grid: string;
  axis: string;
  band: string;
  bandStrong: string;
  target: string;
  surface: string;
  accent: string;
  red: string;
  amber: string;
  green: string;
  grey: string;
  onAccent: string;
  /** Family for labels. */
  font: string;
  /** Pixels of an 11 px label at the chosen text size. */
  size: number;
  /** Draw patterns instead of relying on colour. */
  hatch: boolean;
}

export function readTheme(node: Element, hatch: boolean): ChartTheme {
  const style = getComputedStyle(node);
  const get = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => get(`s-${n}`)),
    text: get("text-1"),
    textSoft: get("text-3"),
    grid: get("chart-grid"),
    axis: get("chart-axis"),
    band: get("chart-band"),
    bandStrong: get("chart-band-2"),
    target: get("chart-target"),
    surface: get("bg-surface"),
    accent: get("accent"),
    red: get("red"),
    amber: get("amber-mark"),
    green: get("green"),
    grey: get("grey-mark"),
    onAccent: get("on-accent"),
    font: style.fontFamily,
    size: (11 * (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16)) / 16,
    hatch,
  };
}

/** Parts every chart shares: spread them into an option first. */
export function chartBase(theme: ChartTheme): Record<string, unknown> {
  const label = { color: theme.textSoft, fontFamily: theme.font, fontSize: theme.size };
  return {
    color: theme.series,
    textStyle: { fontFamily: theme.font, fontSize: theme.size, color: theme.textSoft },
    grid: { left: 4, right: 12, top: 20, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    // Rich text instead of HTML: the content security policy allows no inline styles.
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: theme.surface,
      borderColor: theme.axis,
      borderWidth: 1,
      padding: [6, 8],
      textStyle: { ...label, color: theme.text },
    },
    // The element carries the chart's name; the description ECharts would put in its place is English and reads numbers as they lie in memory.
    aria: { enabled: true, label: { enabled: false }, decal: { show: theme.hatch } },
  };
}

/** A category axis in the house style. */
export const categoryAxis = (theme: ChartTheme, data: string[]): Record<string, unknown> => ({
  type: "category",
  data,
  axisLine: { lineStyle: { color: theme.axis } },
  axisTick: { show: false },
  axisLabel: { color: theme.textSoft, fontFamily: theme.font, fontSize: theme.size },
});

/** A value axis in the house style: zero baseline, hairline grid, no line of its own. */
export const valueAxis = (theme: ChartTheme, format?: (value: number) => string): Record<string, unknown> => ({
  type: "value",
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: theme.grid } },
  axisLabel: { color: theme.textSoft, fontFamily: theme.font, fontSize: theme.size, ...(format ? { formatter: format } : {}) },
});
