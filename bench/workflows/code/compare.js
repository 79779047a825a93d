/* global $, $input */
const known = new Set($input.all().map(({ json }) => json.crm_id));
return $('Rows')
	.all()
	.map(({ json }) => ({ json: { ...json, known: known.has(json.crm_id) } }));
