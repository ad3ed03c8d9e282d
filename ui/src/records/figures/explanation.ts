/** What the panel behind a figure shows: its name, formula, numbers and rule, and the deals it counts. */
import type { ForecastBar, Model } from "../forecast/types";
import type { Group } from "./figureRecords";

export interface Explanation {
  /** What the figure is called. */
  of: string;
  formula: string;
  numbers: { label: string; value: string; line?: boolean; strong?: boolean }[];
  rule?: string;
  groups: Group[];
  /** Show what this model counts of each deal. */
  weigh?: Model;
  /** How often which outlook came about, and the target among them. */
  spread?: { bars: readonly ForecastBar[]; target: number | null };
}
