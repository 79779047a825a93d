/* global $input */
const rows = $input.all().map(({ json }) => json);
const batches = [];
for (let start = 0; start < rows.length; start += 1000)
	batches.push({ json: { rows: rows.slice(start, start + 1000) } });
return batches;
