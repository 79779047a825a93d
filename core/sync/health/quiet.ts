import type { Instant } from '../../instant';
import { isOpen } from '../businessHours';

/**
 * Whether nothing is to be told now. Not both times given means never quiet.
 * @throws BusinessHoursUnreadable where a time cannot be read
 */
export const isQuiet = (
	{ from, to, timezone }: { from: string; to: string; timezone: string },
	now: Instant,
): boolean => from !== '' && to !== '' && from !== to && isOpen({ from, to, timezone }, now);
