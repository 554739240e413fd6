/** The sink gives every chat's screen this message id, so that presses can name it. */
export const LIVING_ID = 50;
/** Of all that the sink is sent beside screens. */
export const OTHER_ID = 60;
