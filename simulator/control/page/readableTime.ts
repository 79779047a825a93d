/** `2026-11-21 17:03:09.2876004`, or a dash where ServiceTitan was told to leave it out. */
export const readableTime = (instant: string | null | undefined): string =>
	instant ? instant.replace('T', ' ').replace('Z', '') : '–';
