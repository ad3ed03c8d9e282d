/** The list a lead was opened from. */
import { trail } from "../trail/trail";

export const leadTrail = trail("lead.trail", "/leads");
