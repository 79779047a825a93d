const DRAWING =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b6e63"/><path d="M9 11h14M16 11v12" stroke="#fff" stroke-width="4" stroke-linecap="round"/></svg>';

export const icon = (): Response =>
	new Response(DRAWING, { headers: { 'content-type': 'image/svg+xml' } });
