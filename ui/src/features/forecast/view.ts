/** What the page asks for, and how that is written into an address, so that print and reload show the same. Pure. */
import type { ForecastQuery, Model, OwnerId, PeriodKind, PipelineId, ProductId, SimpleModel } from "../../records/forecast/types";

export const SIMPLE: readonly SimpleModel[] = ["stage_weight", "manual_weight", "commitment", "best_practice", "cascade"];
export const MODELS: readonly Model[] = ["learned", ...SIMPLE];
export const HORIZONS = [30, 60, 90] as const;
const KINDS: readonly PeriodKind[] = ["month", "quarter", "year", "days"];

export interface ForecastView {
  kind: PeriodKind;
  /** Any day of the period; null follows today. */
  on: string | null;
  /** For "days": how many from today. */
  days: number;
  pipeline: PipelineId | null;
  owner: OwnerId | null;
  product: ProductId | null;
  /** The model of the headline; null takes the recommended one. */
  model: Model | null;
  /** The page as it was at the end of this day; null is now. */
  asOf: string | null;
  /** Why the outlook moved: since how many days. */
  since: number;
}

export const newView = (): ForecastView => ({ kind: "quarter", on: null, days: 90, pipeline: null, owner: null, product: null, model: null, asOf: null, since: 7 });

export function toQuery(view: ForecastView): ForecastQuery {
  return {
    period_kind: view.kind,
    ...(view.kind === "days" ? { days: view.days } : view.on ? { starts_on: view.on } : {}),
    ...(view.pipeline === null ? {} : { pipeline_id: view.pipeline }),
    ...(view.owner === null ? {} : { owner_id: view.owner }),
    ...(view.product === null ? {} : { product_id: view.product }),
    ...(view.asOf === null ? {} : { as_of: view.asOf }),
  };
}

/** Only what differs from a new view. */
export function toAddress(view: ForecastView): Record<string, string | number | null> {
  const plain = newView();
  return {
    kind: view.kind === plain.kind ? null : view.kind,
    on: view.kind === "days" ? null : view.on,
    days: view.kind === "days" && view.days !== plain.days ? view.days : null,
    pipeline: view.pipeline,
    owner: view.owner,
    product: view.product,
    model: view.model,
    as_of: view.asOf,
    since: view.since === plain.since ? null : view.since,
  };
}

/** Reads an address; anything it does not know is left at its default. */
export function fromAddress(address: URLSearchParams): ForecastView {
  const view = newView();
  const kind = KINDS.find((one) => one === address.get("kind"));
  if (kind) view.kind = kind;
  const date = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(address.get(name) ?? "") ? address.get(name) : null);
  view.on = date("on");
  view.asOf = date("as_of");
  const id = (name: string) => (/^\d+$/.test(address.get(name) ?? "") ? Number(address.get(name)) : null);
  const days = id("days");
  if (days !== null && days >= 1 && days <= 3660) view.days = days;
  const since = id("since");
  if (since !== null && since >= 1 && since <= 366) view.since = since;
  view.pipeline = id("pipeline") as PipelineId | null;
  view.owner = id("owner") as OwnerId | null;
  view.product = id("product") as ProductId | null;
  view.model = MODELS.find((one) => one === address.get("model")) ?? null;
  return view;
}
