/** What a column needs from the board around it. */
import type { DealRow, DealId } from "../../../ipc";

/** A column apart from its figures. */
export interface Head {
  key: string;
  title: string;
  /** Win rate of the stage, basis points; columns by month have none. */
  rate: number | undefined;
  /** Whether cards may be dropped on it. */
  drop: boolean;
}

/** A card that is held, and where it would go. */
export interface Lift {
  card: DealRow;
  from: string;
  /** A column's key, or one of the zones. */
  over: string;
  by: "pointer" | "keys";
}

export const WON = "won";
export const LOST = "lost";

export interface LaneHooks {
  press(event: PointerEvent, card: DealRow, lane: string): void;
  menu(card: DealRow, anchor: Element | { x: number; y: number }): void;
  focused(card: DealRow, lane: string): void;
  fold(lane: string): void;
  more(lane: string): void;
}

/** What the board asks of a column on screen. */
export interface LaneHandle {
  /** Scrolls so that card `at` is whole. */
  reveal(at: number): void;
  scrollBy(pixels: number): void;
  /** The visible part. */
  box(): DOMRect;
  scrolled(): number;
}

export const cardElement = (root: ParentNode | undefined, id: DealId): HTMLElement | null => root?.querySelector<HTMLElement>(`[data-card="${id}"]`) ?? null;
