/**
 * A moment as people read it: "2026-07-01 12:00 UTC".
 * @param moment  ISO 8601 in UTC
 */
export const inUtc = (moment: string): string => `${moment.slice(0, 16).replace('T', ' ')} UTC`;
