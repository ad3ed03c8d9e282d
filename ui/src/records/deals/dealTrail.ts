/** The list or board a deal was opened from. */
import { trail } from "../trail/trail";

export const dealTrail = trail("deals.trail", "/deals");
