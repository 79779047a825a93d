/** ServiceTitan for the bare scripts: a token, then calls at the pace that our transport keeps. */
const MOST_STARTS = 56;
const WITHIN_MS = 1_120;

export async function signIn({ url, tenantId, clientId, clientSecret, appKey }) {
	const form = {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	};
	const answer = await fetch(`${url}/connect/token`, {
		method: 'POST',
		body: new URLSearchParams(form),
	});
	if (!answer.ok) throw new Error(`The token was refused: ${answer.status}`);
	const { access_token: token } = await answer.json();
	return {
		base: `${url}/crm/v2/tenant/${tenantId}`,
		headers: { authorization: `Bearer ${token}`, 'st-app-key': appKey },
	};
}

/** @returns a function that gets a path below the tenant as JSON, and counts its calls */
export function reader({ base, headers }) {
	const starts = [];
	const get = async (path) => {
		const place = Math.max(Date.now(), (starts.at(-MOST_STARTS) ?? 0) + WITHIN_MS);
		starts.push(place);
		if (place > Date.now()) await new Promise((go) => setTimeout(go, place - Date.now()));
		const answer = await fetch(`${base}/${path}`, { headers });
		if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
		return await answer.json();
	};
	return { get, calls: () => starts.length };
}
