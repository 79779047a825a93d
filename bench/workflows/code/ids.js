/* global $input */
const ids = $input.all().flatMap(({ json }) => json.data.map(({ id }) => id));
const calls = [];
for (let start = 0; start < ids.length; start += 50)
	calls.push({ json: { ids: ids.slice(start, start + 50).join(',') } });
return calls;
