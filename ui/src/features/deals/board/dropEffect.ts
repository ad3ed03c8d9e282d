/** What a drop makes of a card, field by field, as the core does it. */
import type { DealRow, Stage } from "../../../ipc";

/** Category and probability follow the stage unless they were set by hand; a move is a touch. */
export function movedTo(card: DealRow, stages: readonly Stage[], to: Stage): Partial<DealRow> {
  const from = stages.find((stage) => stage.id === card.stage_id);
  return {
    stage_id: to.id,
    stage: to.name,
    ...(from && card.probability_bp === from.win_rate_bp ? { probability_bp: to.win_rate_bp } : {}),
    ...(from && card.category === from.category ? { category: to.category } : {}),
    ...(to.id === card.stage_id ? {} : { idle_days: 0, rotting: false }),
  };
}

export const closingOn = (day: string | null, today: string): Partial<DealRow> => ({ close_on: day, overdue: day !== null && day < today });
