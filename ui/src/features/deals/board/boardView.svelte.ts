/** How the board is being looked at. Outlives the page; the order and folded columns also a restart. */
import type { BoardSort, DealId, PipelineId, ProductId, StageId, PersonId } from "../../../ipc";
import type { DealFilter } from "../../../records/questions/dealFilter";
import { persisted } from "../../../persisted.svelte";

/** What the columns are. */
export type Mode = "stages" | "owners" | "months";

export interface View {
  pipeline: PipelineId | null;
  mode: Mode;
  sort: BoardSort;
  /** Keys of folded columns. */
  folded: string[];
}

export interface Place {
  text: string;
  owners: PersonId[];
  products: ProductId[];
  /** Lane key → pixels; "board" is the sideways position. */
  scroll: Record<string, number>;
  /** Lane key → cards loaded. */
  loaded: Record<string, number>;
  focus: DealId | null;
}

export const boardView = (): View => persisted<View>("board", { pipeline: null, mode: "stages", sort: "next_activity", folded: [] }, { disk: true });

export const boardPlace = (): Place => persisted<Place>("board.place", { text: "", owners: [], products: [], scroll: {}, loaded: {}, focus: null });

/** The active filters as the commands take them; undefined when there are none. */
export function filterOf(place: Pick<Place, "text" | "owners" | "products">): DealFilter | undefined {
  const text = place.text.trim();
  if (!text && place.owners.length === 0 && place.products.length === 0) return undefined;
  return {
    ...(text ? { text } : {}),
    ...(place.owners.length > 0 ? { owner_ids: [...place.owners] } : {}),
    ...(place.products.length > 0 ? { product_ids: [...place.products] } : {}),
  };
}

export const stageKey = (id: StageId): string => String(id);
